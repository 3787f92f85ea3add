import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { renderPage } from "@/testing/render";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import UnsubscribePage from "./unsubscribe-page";

const at = { at: "/unsubscribe#token.news", path: "/unsubscribe" };

test("opening the link ends nothing; one press does, and another takes it back", async () => {
  let comes = true;
  const pressed: string[] = [];
  server.use(
    http.get("*/api/unsubscribe/token.news", () => HttpResponse.json({ topic: "news", comes })),
    http.post("*/api/unsubscribe/token.news", () => { pressed.push("end"); comes = false; return new HttpResponse(null, { status: 204 }); }),
    http.post("*/api/unsubscribe/token.news/undo", () => { pressed.push("undo"); comes = true; return new HttpResponse(null, { status: 204 }); }),
  );
  const { user } = renderPage(<UnsubscribePage />, at);
  expect(await screen.findByRole("heading", { name: "No more news?" })).toBeInTheDocument();
  expect(pressed).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Send me no more news" }));
  expect(await screen.findByRole("heading", { name: "You get no more news" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Take it back" }));
  expect(await screen.findByRole("heading", { name: "No more news?" })).toBeInTheDocument();
  expect(pressed).toEqual(["end", "undo"]);
});

test("a link that is none of ours leads to the preferences", async () => {
  server.use(http.get("*/api/unsubscribe/token.news", () => refuse(404, "unsubscribe_link_unknown")));
  renderPage(<UnsubscribePage />, at);
  expect(await screen.findByRole("heading", { name: "This link has ended" })).toBeInTheDocument();
});
