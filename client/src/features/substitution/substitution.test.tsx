import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Asked } from "@/lib/api/types";
import { usd } from "@/testing/fixtures/catalog";
import { order } from "@/testing/fixtures/orders";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import SubstitutionPage from "./substitution-page";

const asked: Asked = {
  number: order.number,
  state: "proposed",
  over: false,
  method: "van",
  recipient_name: "Rosa Delgado",
  date: "2026-11-25",
  slot_label: "Any time, 9 am to 6 pm",
  reason: "They did not open.",
  stems: [{ quantity: 10, taken: 12, instead_of: "Freedom rose", instead_of_colors: ["red"], name: "Tulip", colors: ["red", "pink"] }],
  lines: [{ product_name: "Rose City Dozen", variant_label: "Standard", image_url: "", quantity: 1 }],
  deadline: "2026-11-24T20:00:00Z",
  by_default: "make",
  comes_back: usd(9800),
};
const ADDRESS = "*/api/substitutions/secret";

const open = (rest = "") => renderPage(<SubstitutionPage />, { at: `/substitution#token=secret${rest}`, path: "/substitution" });

/** Keeps what she says, and answers it with the same state. */
function listen() {
  const said: unknown[] = [];
  server.use(
    http.post(ADDRESS, async ({ request }) => {
      const { answer } = (await request.json()) as { answer: string };
      said.push(answer);
      return HttpResponse.json({ ...asked, state: answer === "approve" ? "approved" : "declined", comes_back: null });
    }),
  );
  return said;
}

beforeEach(() => server.use(http.get(ADDRESS, () => HttpResponse.json(asked))));

test("it says what would be taken instead of what, and one press says yes", async () => {
  const said = listen();
  const { user } = open("&answer=approve");
  expect(await screen.findByText("12 × Tulip")).toBeInTheDocument();
  expect(screen.getByText("instead of 10 × Freedom rose (red)")).toBeInTheDocument();
  expect(screen.getByText("red, pink")).toBeInTheDocument();
  expect(screen.getByText(/If we do not hear from you by then, we make it with these flowers/)).toBeInTheDocument();
  expect(said).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Yes, use these" }));
  expect(await screen.findByRole("heading", { name: "Thank you, we make it so" })).toBeInTheDocument();
  expect(said).toEqual(["approve"]);
  expect(screen.getByRole("link", { name: "See your order" })).toHaveAttribute("href", `/orders/${order.number}`);
});

test("who came by the no finds it first, and the sum", async () => {
  const said = listen();
  const { user } = open("&answer=decline");
  const buttons = await screen.findAllByRole("button");
  expect(buttons.map((each) => each.textContent)).toEqual(["No, refund $98.00", "Yes, use these"]);
  await user.click(screen.getByRole("button", { name: "No, refund $98.00" }));
  expect(await screen.findByRole("heading", { name: "We leave it out" })).toBeInTheDocument();
  expect(said).toEqual(["decline"]);
});

test("an answer that comes too late is told how it ended", async () => {
  let state = asked;
  server.use(http.get(ADDRESS, () => HttpResponse.json(state)), http.post(ADDRESS, () => refuse(409, "proposal_over")));
  const { user } = open();
  const yes = await screen.findByRole("button", { name: "Yes, use these" });
  state = { ...asked, state: "lapsed", comes_back: null };
  await user.click(yes);
  expect(await screen.findByRole("heading", { name: "The time to answer is over" })).toBeInTheDocument();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("past its deadline nothing can be pressed, and a wrong link says so", async () => {
  server.use(http.get(ADDRESS, () => HttpResponse.json({ ...asked, over: true })));
  open();
  expect(await screen.findByRole("heading", { name: "The time to answer is over" })).toBeInTheDocument();
  server.use(http.get("*/api/substitutions/other", () => refuse(404, "proposal_not_found")));
  renderPage(<SubstitutionPage />, { at: "/substitution#token=other", path: "/substitution" });
  expect(await screen.findByRole("heading", { name: "This link opens nothing" })).toBeInTheDocument();
});
