import { useEffect } from "react";
import { announce } from "@/lib/announcements";

/**
 * Sets the window's title to "Cart · Posy" and, after a navigation, says it to screen readers.
 * The first title comes from the server and stays until a page sets its own.
 */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    const whole = title === "Posy" ? title : `${title} · Posy`;
    if (document.title === whole) return;
    document.title = whole;
    announce(title);
  }, [title]);
}
