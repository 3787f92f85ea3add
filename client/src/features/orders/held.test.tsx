import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { shopQuery } from "@/lib/questions/shop";
import { shop } from "@/testing/fixtures/shop";
import { Held } from "./held";

const UNTIL = "2026-11-22T22:35:00Z"; // 2:35 PM on the shop's wall

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open(now: string) {
  vi.setSystemTime(new Date(now));
  const client = new QueryClient();
  client.setQueryData(shopQuery.queryKey, shop);
  render(
    <QueryClientProvider client={client}>
      <Held until={UNTIL} />
    </QueryClientProvider>,
  );
}

function pass(seconds: number) {
  act(() => {
    vi.advanceTimersByTime(seconds * 1000);
  });
}

const words = () => screen.getByText(/your flowers and your place/).textContent;

test("it counts whole minutes in the shop's time, without a word to screen readers, and ends in words", () => {
  open("2026-11-22T22:32:40Z");
  expect(words()).toBe("We hold your flowers and your place until 2:35 PM (3 minutes left).");
  expect(screen.getByText(/We hold/)).toHaveAttribute("aria-live", "off");
  pass(20);
  expect(words()).toContain("(2 minutes left)");
  pass(60);
  expect(words()).toContain("(1 minute left)");
  pass(59);
  expect(words()).toContain("(1 minute left)");
  pass(1);
  expect(words()).toBe("We held your flowers and your place until 2:35 PM. If they are still free, you can pay now.");
  expect(vi.getTimerCount()).toBe(0);
});

test("it is never below zero", () => {
  open("2026-11-23T09:00:00Z");
  expect(words()).toContain("We held your flowers and your place until 2:35 PM.");
});

test("a device whose clock is a day behind is told the time alone", () => {
  open("2026-11-21T22:30:00Z");
  expect(words()).toBe("We hold your flowers and your place until 2:35 PM.");
});
