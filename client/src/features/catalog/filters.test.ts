import { expect, test } from "vitest";
import { productList } from "@/testing/fixtures/catalog";
import { active, cleared, question, read, toggled, write } from "./filters";

const at = (query: string) => read(new URLSearchParams(query));

test("an address reads and writes back as the same filters", () => {
  const address = "/flowers?category=roses&occasion=love&color=red&color=pink&q=tall&sort=-price&page=2&price_min=1000&price_max=9000&day=any";
  const again = new URL(write(at(address.slice(9))), "http://x").searchParams;
  expect(read(again)).toEqual(at(address.slice(9)));
});

test("what makes no sense in an address is left out", () => {
  expect(at("sort=best&page=-3&price_min=x&price_max=1e9&color=&color=red&color=red")).toMatchObject({
    sort: "featured", page: 1, price_min: undefined, price_max: undefined, color: ["red"],
  });
  expect(at("price_min=900&price_max=100")).toMatchObject({ price_min: 100, price_max: 900 });
});

test("the usual is not written", () => {
  expect(write(at("sort=featured&page=1"))).toBe("/flowers");
});

test("a filter pressed goes on, pressed again goes off, and the list starts at its first page", () => {
  const on = toggled(at("page=2&color=red"), "color", "pink");
  expect(write(on)).toBe("/flowers?color=red&color=pink");
  expect(write(toggled(on, "color", "red"))).toBe("/flowers?color=pink");
});

test("each active filter names itself and what is left without it", () => {
  const list = active(at("color=red&q=tall&price_max=9000"), productList.facets, "USD");
  expect(list.map(({ label, without }) => [label, write(without)])).toEqual([
    ["“tall”", "/flowers?color=red&price_max=9000"],
    ["Red", "/flowers?q=tall&price_max=9000"],
    ["Up to $90", "/flowers?color=red&q=tall"],
  ]);
  expect(write(cleared(at("color=red&sort=price&day=any")))).toBe("/flowers?sort=price&day=any");
});

test("the chosen day goes along, unless every day is wanted", () => {
  const day = { date: "2026-11-25", postcode: "97201" };
  expect(question(at(""), day)).toMatchObject({ delivery_date: "2026-11-25", postcode: "97201" });
  expect(question(at("day=any"), day)).not.toHaveProperty("delivery_date");
});
