/** Short news for the whole page: spoken politely, and shown as a toast when `shown`. The region is ui/toasts.tsx. */
export interface Announcement { id: number; text: string; shown: boolean }

type Listener = () => void;
let current: Announcement | null = null;
let nextId = 1;
const listeners = new Set<Listener>();

function publish(announcement: Announcement | null): void {
  current = announcement;
  for (const listener of listeners) listener();
}

/** Says something to screen readers only. */
export function announce(text: string): void {
  publish({ id: nextId++, text, shown: false });
}

/** Says and shows something for a few seconds. For what went well; failures belong next to what failed. */
export function toast(text: string): void {
  publish({ id: nextId++, text, shown: true });
}

export function dismiss(id: number): void {
  if (current?.id === id) publish(null);
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentAnnouncement = (): Announcement | null => current;
