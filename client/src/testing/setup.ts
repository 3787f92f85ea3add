import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { server } from "./server";

// What appears later is waited for longer than the library would: the calendar is loaded when it is first opened.
configure({ asyncUtilTimeout: 8000 });

beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
  window.scrollTo = () => undefined;
  addModalDialogs();
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

/** jsdom knows <dialog> but not its modal ways; this is the part that our tests meet. */
function addModalDialogs(): void {
  const dialogs: Partial<HTMLDialogElement> = HTMLDialogElement.prototype;
  if (dialogs.showModal) return;
  dialogs.showModal = function showModal(this: HTMLDialogElement) {
    this.setAttribute("open", "");
  };
  dialogs.close = function close(this: HTMLDialogElement) {
    if (!this.hasAttribute("open")) return;
    this.removeAttribute("open");
    this.dispatchEvent(new Event("close"));
  };
}
