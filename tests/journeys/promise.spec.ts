// The promise as a customer meets it: days that fill up, and stems that die while somebody looks at them.
import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import { atTheCounter, inWords, logIn } from "./counter";
import {
  addToCart, expectConfirmed, expectSound, fillRecipient, giveDetails, goToPaymentPage, openFirstBouquet, payByCard, test, title,
} from "./customer";

const POSTCODE = "97201";
const FAR = 5; // a day that the other journeys do not order for

interface Slot { id: number; version: number; places: { reserved: number } }

/** Takes every place that is left on a day, as its manager does who has heard that the vans stay in the yard. */
async function fill(request: APIRequestContext, date: string): Promise<void> {
  const headers = await logIn(request, "mara");
  const { day } = (await (await request.get(`/api/admin/days/${date}`, { headers })).json()) as { day: { slots: Slot[] } };
  for (const { id, version, places } of day.slots) {
    const change = await request.patch(`/api/admin/slots/${id}`, { headers, data: { capacity: places.reserved, version } });
    expect(change.status(), await change.text()).toBe(200);
  }
}

interface Dates { dates: { date: string; available: boolean }[] }

async function openDays(request: APIRequestContext): Promise<string[]> {
  const { dates } = (await (await request.get(`/api/delivery/dates?postcode=${POSTCODE}`)).json()) as Dates;
  return dates.filter(({ available }) => available).map(({ date }) => date);
}

/** Answers the question of the product page, and takes a day from the calendar that comes up. */
async function choosePlaceAndDay(page: Page, date: string): Promise<void> {
  await page.getByLabel("Where and when?").fill(POSTCODE);
  await page.getByRole("button", { name: "See the days" }).click();
  const panel = page.getByRole("dialog", { name: "Where and when?" });
  const day = await inCalendar(panel, date);
  await expectSound(page);
  // It is kept with the cart: another tab knows it from then on.
  const kept = page.waitForResponse((answer) => answer.url().includes("/api/cart/deliveries") && answer.request().method() !== "GET");
  await day.click();
  await kept;
  await expect(panel).toBeHidden();
}

/** A day's button, in whichever month it stands. */
async function inCalendar(place: Locator, date: string): Promise<Locator> {
  const grid = place.getByRole("grid", { name: "Delivery day" });
  await expect(grid).toBeVisible();
  const day = grid.getByRole("button", { name: `${inWords(date)},` });
  const next = place.getByRole("button", { name: "Go to the Next Month" });
  while ((await day.count()) === 0) await next.click();
  return day;
}

async function goToCheckout(page: Page): Promise<Locator> {
  const drawer = await addToCart(page);
  await drawer.getByRole("link", { name: "Check out" }).click();
  await expect(title(page, "Where, when and to whom?")).toBeVisible();
  return page.getByRole("main");
}

test("a day that fills up offers the next, which is chosen and bought", async ({ page, request }) => {
  const [wished = "", next = ""] = (await openDays(request)).slice(FAR);
  await openFirstBouquet(page);
  await choosePlaceAndDay(page, wished);
  await fill(request, wished);

  const checkout = await goToCheckout(page);
  await expect(checkout.getByText(/is no longer possible\. This time is fully booked\./)).toBeVisible();
  const full = await inCalendar(checkout, wished);
  await expect(full).toHaveAccessibleName(/not possible: This time is fully booked\./);
  await full.focus();
  await expect(checkout.getByText(/^\w+ \d+ \w+: This time is fully booked\./)).toBeVisible();
  await expectSound(page);

  await checkout.getByRole("button", { name: /^Next open day/ }).first().click();
  const times = checkout.getByRole("group", { name: `What time on ${inWords(next)}?` });
  await expect(checkout.getByRole("button", { name: new RegExp(`^${inWords(next)}\\b`) })).toBeFocused();
  await times.locator("input:not(:disabled)").first().check();
  await expectSound(page);
  await fillRecipient(page);
  await giveDetails(page, "full@example.com");
  await goToPaymentPage(page);
  await payByCard(page);
  await expectConfirmed(page);
  await expect(page.getByRole("main")).toContainText(inWords(next));
});

test("the payment's page that was left open tells how long everything is held", async ({ page, request }) => {
  const [, day = ""] = await openDays(request);
  await openFirstBouquet(page);
  await choosePlaceAndDay(page, day);
  const checkout = await goToCheckout(page);
  await checkout.getByRole("group", { name: /^What time on/ }).locator("input:not(:disabled)").first().check();
  await fillRecipient(page);
  await giveDetails(page, "held@example.com");
  // The address of the payment page tells no number; the answer that led there does.
  let number = "";
  await page.route("**/api/orders", async (route) => {
    const answer = await route.fetch();
    ({ number } = (await answer.json()) as { number: string });
    await route.fulfill({ response: answer });
  });
  await goToPaymentPage(page);
  await page.goto(`/orders/${number}`);
  await expect(title(page, "Waiting for your payment")).toBeVisible();
  await expect(page.getByText(/^We hold your flowers and your place until \d+:\d\d [AP]M \((39|40) minutes left\)\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Pay now" }).click();
  await payByCard(page);
  await expectConfirmed(page);
  await expect(page.getByText(/We hold your flowers/)).toHaveCount(0);
});

const BOUQUET = "Headland"; // few can be made of it, and nothing else has its stem
const STEM = "King protea";

test("the day's list tells the truth when a lot dies, and so does the order that waited", async ({ page, browser, request }) => {
  const [day = ""] = await openDays(request);
  const desk = await atTheCounter(browser, "wren");
  await throwAway(desk, STEM, { day, keep: 1 }); // a handful
  await page.goto(`/flowers?q=${BOUQUET}`);
  await page.getByRole("article").getByRole("link", { name: BOUQUET }).click();
  await expect(title(page, BOUQUET)).toBeVisible();
  await expect(page.getByText(/ left for /)).toHaveCount(0);
  await choosePlaceAndDay(page, day);
  await expect(page.getByRole("group", { name: "Size" })).toContainText(/[1-5] left for/);
  await expectSound(page);

  const other = await page.context().newPage();
  await other.goto(`/flowers?q=${BOUQUET}`);
  await expect(other.getByRole("article").filter({ hasText: BOUQUET })).toContainText(/[1-5] left for/);
  await expectSound(other);

  const checkout = await goToCheckout(page);
  await checkout.getByRole("group", { name: /^What time on/ }).locator("input:not(:disabled)").first().check();
  await fillRecipient(page);
  await giveDetails(page, "protea@example.com");

  await throwAway(desk, STEM, { day, keep: 0 });

  await other.reload();
  await expect(title(other, /./)).toBeVisible();
  await expect(other.getByRole("button", { name: "Choose another day" })).toBeVisible();
  await expect(other.getByRole("article")).toHaveCount(0);
  await other.goto("/flowers/headland");
  const sizes = other.getByRole("group", { name: "Size" });
  await expect(sizes.getByText(/^Sold out for/)).toHaveCount(await sizes.getByRole("radio").count());
  await expect(sizes.getByRole("radio", { disabled: false })).toHaveCount(0);
  await expect(other.getByRole("button", { name: "Choose another day" }).first()).toBeVisible();
  await expect(other.getByRole("button", { name: /^Add to cart/ })).toHaveCount(0);
  await expectSound(other);

  await page.getByRole("button", { name: /^Pay \$/ }).click();
  const refused = page.getByRole("alert").filter({ hasText: "Some of these flowers have just sold out for that day" });
  await expect(refused).toContainText(BOUQUET);
  await expect(refused).toContainText(STEM);
  await expectSound(page);
});

/** Lots of a stem that are here by a day, or come in its week, go into the bin, until so many are left. */
async function throwAway(desk: Page, stem: string, { day, keep }: { day: string; keep: number }): Promise<void> {
  await desk.goto(`/admin/stock?date=${day}`);
  await desk.getByRole("searchbox", { name: "Find a stem" }).fill(stem);
  const lots = desk.getByRole("list", { name: `Lots of ${stem}`, exact: true }).getByRole("listitem");
  await expect(lots.first()).toBeVisible();
  for (let left = await lots.count(); left > keep; left--) {
    const last = lots.nth(left - 1); // what dies first is kept longest
    const there = /(\d+) there/.exec(await last.innerText())?.[1] ?? "";
    await last.getByRole("button", { name: new RegExp(`^Throw away ${stem}`) }).click();
    const dialog = desk.getByRole("dialog");
    for (const digit of there) await dialog.getByRole("button", { name: digit, exact: true }).click();
    await dialog.getByRole("button", { name: `Throw ${there} away` }).click();
    await expect(dialog).toHaveCount(0);
    await expect(lots).toHaveCount(left - 1);
  }
}
