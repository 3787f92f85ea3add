import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { PrintButton } from "./print-button";

const PDF = new Uint8Array([37, 80, 68, 70]);
const opened = vi.fn<() => unknown>();
const tab = { location: { replace: vi.fn() }, close: vi.fn() };

function show(button: React.ReactNode) {
  return renderPage(<MantineProvider>{button}<Notifications /></MantineProvider>);
}

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.clearAllMocks();
  localStorage.setItem("posy.known", "1"); // this browser has been logged in before
  opened.mockReturnValue(tab);
  vi.stubGlobal("open", opened);
  URL.createObjectURL = vi.fn(() => "blob:paper");
  URL.revokeObjectURL = vi.fn();
  server.use(
    http.post("/api/auth/refresh", () =>
      HttpResponse.json({ access_token: "a-token", expires_in: 600, me: { name: "Wren", email: "wren@posy.example", role: "florist", permissions: ["see_orders"] } }),
    ),
  );
});

test("opens the dockets of all deliveries, in their order and with the login, in a tab of their own", async () => {
  const asked: [string, string | null][] = [];
  server.use(
    http.get("/api/admin/print/dockets", ({ request }) => {
      asked.push([new URL(request.url).search, request.headers.get("Authorization")]);
      return HttpResponse.arrayBuffer(PDF.buffer, { headers: { "Content-Type": "application/pdf" } });
    }),
  );
  const { user } = show(<PrintButton kind="dockets" deliveryIds={["b", "a"]} />);
  await user.click(screen.getByRole("button", { name: "Print dockets" }));
  await waitFor(() => expect(tab.location.replace).toHaveBeenCalledWith("blob:paper"));
  expect(asked).toEqual([["?delivery_id=b&delivery_id=a", "Bearer a-token"]]);
});

test("says why nothing is printed, and leaves no empty tab", async () => {
  server.use(
    http.get("/api/admin/print/cards", () =>
      HttpResponse.json({ type: "x", title: "There is nothing to print", status: 409, detail: "There is no card message to print.", code: "nothing_to_print" }, { status: 409 }),
    ),
  );
  const { user } = show(<PrintButton kind="cards" deliveryIds={["a"]} />);
  await user.click(screen.getByRole("button", { name: "Print card" }));
  expect(await screen.findByText("There is no card message to print.")).toBeInTheDocument();
  expect(tab.close).toHaveBeenCalledOnce();
  expect(tab.location.replace).not.toHaveBeenCalled();
});

test("saves the paper where the browser opens no tab", async () => {
  opened.mockReturnValue(null);
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
  server.use(http.get("/api/admin/print/day", () => HttpResponse.arrayBuffer(PDF.buffer)));
  const { user } = show(<PrintButton kind="day" date="2026-11-25" />);
  await user.click(screen.getByRole("button", { name: "Print the day" }));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
});

test("cannot be pressed with nothing chosen, and says when too much is", async () => {
  const { user, rerender } = show(<PrintButton kind="labels" deliveryIds={[]} />);
  expect(screen.getByRole("button", { name: "Print labels" })).toBeDisabled();
  rerender(<MantineProvider><Notifications /></MantineProvider>);
  show(<PrintButton kind="labels" deliveryIds={Array.from({ length: 101 }, String)} />);
  await user.click(screen.getByRole("button", { name: "Print labels" }));
  expect((await screen.findAllByText(/At most 100/))[0]).toBeInTheDocument();
  expect(opened).not.toHaveBeenCalled();
});
