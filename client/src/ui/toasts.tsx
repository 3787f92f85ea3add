import { useEffect, useState, useSyncExternalStore } from "react";
import { currentAnnouncement, dismiss, subscribe } from "@/lib/announcements";

const SECONDS_SHOWN = 5;

/** The page's one polite region: speaks announcements, and shows those that are toasts until nobody points at them. */
export function Toasts() {
  const current = useSyncExternalStore(subscribe, currentAnnouncement, () => null);
  const [held, setHeld] = useState(false);
  const id = current?.id;

  useEffect(() => {
    if (id === undefined || held) return;
    const timer = setTimeout(() => dismiss(id), SECONDS_SHOWN * 1000);
    return () => clearTimeout(timer);
  }, [id, held]);

  return (
    <div
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 grid justify-items-center p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      {current && (
        <p
          key={current.id}
          className={current.shown ? "appear pointer-events-auto rounded-full bg-green-deep px-5 py-3 text-sm text-on-green shadow-lift" : "sr-only"}
        >
          {current.text}
        </p>
      )}
    </div>
  );
}
