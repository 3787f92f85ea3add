import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import CampaignPage from "./campaign-page";
import OutboxPage from "./outbox-page";
import type { Campaign, OutboxLetter } from "./queries";
import StoppedPage from "./stopped-page";

const owner = { ...florist, email: "iris@posy.example", role: "owner" as const, permissions: [...florist.permissions, "run_campaigns"] };

const letter: OutboxLetter = {
  id: 7, kind: "order_confirmed", label: "Confirmation to the buyer", recipient: "ann@example.com", number: "K7MD-93QA",
  status: { code: "dead", label: "Not sent" }, created_at: "2027-02-12T20:05:00Z", sent_at: null, attempts: 5,
  trouble: "The mail server refused the address.", error: "550 No such mailbox", can_resend: true,
};
const campaign: Campaign = {
  id: 3, version: 1, subject: "Peonies are back", preheader: "", heading: "Peonies", body: "They came in.", products: [], code: "",
  status: { code: "draft", label: "Draft" }, created_at: "2027-02-12T20:05:00Z", started_at: null, finished_at: null,
  recipients: 0, waiting: 0, sent: 0, skipped: 0, failed: 0,
};

const preview = () => HttpResponse.json({ subject: "Peonies are back", html: "<p>They came in.</p>", text: "They came in." });

test("a letter that did not get out says why in words, and goes once more with one press", async () => {
  let resent = 0;
  server.use(
    http.get("*/api/admin/letters", () => HttpResponse.json({ items: [letter], total: 1, page: 1, page_size: 50, dead: 1, kinds: [] })),
    http.post("*/api/admin/letters/7/resend", () => { resent += 1; return new HttpResponse(null, { status: 204 }); }),
  );
  const { user } = renderDesk(<OutboxPage />, { at: "/letters" });
  expect(await screen.findByText("1 letter did not get out.")).toBeInTheDocument();
  expect(screen.getByText("The mail server refused the address.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Order K7MD-93QA" })).toHaveAttribute("href", "/orders/K7MD-93QA");
  expect(screen.queryByRole("link", { name: "Campaigns" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Send again: Confirmation to the buyer to ann@example.com" }));
  expect(await screen.findByText("The letter is on its way again")).toBeInTheDocument();
  expect(resent).toBe(1);
});

test("what is looked for stands in the address", async () => {
  const asked: string[] = [];
  server.use(http.get("*/api/admin/letters", ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json({ items: [], total: 0, page: 1, page_size: 50, dead: 0, kinds: [{ kind: "refunded", label: "Refund to the buyer" }] });
  }));
  const { user, address } = renderDesk(<OutboxPage />, { at: "/letters" });
  await user.selectOptions(await screen.findByLabelText("Kind"), "refunded");
  await expect.poll(address).toBe("/letters?kind=refunded");
  await user.type(screen.getByLabelText("Find a letter"), "ann@{Enter}");
  await expect.poll(address).toBe("/letters?kind=refunded&q=ann%40");
  expect(asked.at(-1)).toContain("kind=refunded");
});

test("a stopped address gets letters again", async () => {
  let lifted = "";
  server.use(
    http.get("*/api/admin/suppressions", () => HttpResponse.json({ items: [{ id: 4, address: "ann@example.com", topic: "", why: "bounced", detail: "550", at: "2027-02-12T20:05:00Z" }], total: 1, page: 1, page_size: 50 })),
    http.delete("*/api/admin/suppressions/:id", ({ params }) => { lifted = String(params.id); return new HttpResponse(null, { status: 204 }); }),
  );
  const { user } = renderDesk(<StoppedPage />, { at: "/letters/stopped" });
  await user.click(await screen.findByRole("button", { name: "Write again to ann@example.com" }));
  expect(await screen.findByText("ann@example.com gets letters again")).toBeInTheDocument();
  expect(lifted).toBe("4");
});

test("a draft is looked at in a frame that may do nothing, saved, and sent only after a question that says to how many", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get("*/api/admin/campaigns", () => HttpResponse.json({ items: [], total: 0, page: 1, page_size: 20, audience: 12 })),
    http.get("*/api/admin/campaigns/3", () => HttpResponse.json(campaign)),
    http.get("*/api/admin/products", () => HttpResponse.json({ items: [] })),
    http.post("*/api/admin/campaigns/preview", preview),
    http.patch("*/api/admin/campaigns/3", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...campaign, version: 2 });
    }),
    http.post("*/api/admin/campaigns/3/send", async ({ request }) => {
      sent.push(await request.json());
      return sent.length < 3 ? refuse(409, "version_conflict") : HttpResponse.json({ ...campaign, status: { code: "sending", label: "Being sent" } });
    }),
  );
  const { user } = renderDesk(<CampaignPage />, { at: "/letters/campaigns/3", path: "/letters/campaigns/:id", me: owner });
  const frame = await screen.findByTitle("The letter: Peonies are back");
  expect(frame).toHaveAttribute("sandbox", "");
  expect(frame).toHaveAttribute("srcdoc", "<p>They came in.</p>");
  await user.click(await screen.findByRole("button", { name: "Send to 12 customers" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/It goes to 12 customers who asked for news/)).toBeInTheDocument();
  expect(sent).toEqual([{ subject: "Peonies are back", preheader: "", heading: "Peonies", body: "They came in.", products: [], code: "", version: 1 }]);
  await user.click(dialog.getByRole("button", { name: "Send it now" }));
  expect(await dialog.findByText("Detail of version_conflict.")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Send it now" }));
  expect(await screen.findByText("It is on its way")).toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ version: 2 });
});

test("a campaign under way tells how far it is, and rests when asked to", async () => {
  const steps: string[] = [];
  const under = { ...campaign, status: { code: "sending", label: "Being sent" }, started_at: "2027-02-12T20:05:00Z", recipients: 12, waiting: 5, sent: 5, skipped: 1, failed: 1 };
  server.use(
    http.get("*/api/admin/campaigns/3", () => HttpResponse.json(under)),
    http.post("*/api/admin/campaigns/preview", preview),
    http.post("*/api/admin/campaigns/3/:step", ({ params }) => {
      steps.push(String(params.step));
      return HttpResponse.json({ ...under, status: { code: "paused", label: "Paused" } });
    }),
  );
  const { user } = renderDesk(<CampaignPage />, { at: "/letters/campaigns/3", path: "/letters/campaigns/:id", me: owner });
  expect(await screen.findByText("5 of 12 sent")).toBeInTheDocument();
  expect(screen.getByText("1 left out: no news any more")).toBeInTheDocument();
  expect(screen.getByText("1 could not be reached")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Pause" }));
  await expect.poll(() => steps).toEqual(["pause"]);
  await user.click(screen.getByRole("button", { name: "Stop for good" }));
  expect(await screen.findByText("5 customers who have not had it yet will not get it.")).toBeInTheDocument();
});

test("a new campaign is saved and tried out with one press, and goes on under its own address", async () => {
  const tried: string[] = [];
  server.use(
    http.get("*/api/admin/campaigns", () => HttpResponse.json({ items: [], total: 0, page: 1, page_size: 20, audience: 0 })),
    http.get("*/api/admin/products", () => HttpResponse.json({ items: [] })),
    http.post("*/api/admin/campaigns/preview", preview),
    http.post("*/api/admin/campaigns", () => HttpResponse.json(campaign, { status: 201 })),
    http.post("*/api/admin/campaigns/:id/test", ({ params }) => { tried.push(String(params.id)); return new HttpResponse(null, { status: 204 }); }),
  );
  const { user, address } = renderDesk(<CampaignPage />, { at: "/letters/campaigns/new", path: "/letters/campaigns/:id", me: owner });
  await user.type(await screen.findByLabelText(/^Subject/), campaign.subject);
  await user.type(screen.getByLabelText(/^Title in the letter/), campaign.heading);
  await user.type(screen.getByRole("textbox", { name: /^Text/ }), campaign.body);
  expect(screen.getByRole("button", { name: "Nobody asked for news yet" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Send me a test" }));
  expect(await screen.findByText("A test is on its way to iris@posy.example")).toBeInTheDocument();
  expect(tried).toEqual(["3"]);
  await expect.poll(address).toBe("/letters/campaigns/3");
});
