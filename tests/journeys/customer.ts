// A customer in the shop: the few things that every journey does, told by what she sees and presses.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Locator, type Page } from "@playwright/test";

export const RECIPIENT = {
  name: "Rosa Delgado",
  phone: "(503) 555-0177",
  street: "2120 SW Jefferson Street",
  city: "Portland",
  state: "OR",
};
export const MESSAGE = "Happy birthday, Rosa!\nWith love, Sam";
export const DECLINED_CARD = "4000 0000 0000 0002";

/** Every journey also fails on an error that a page throws, and on anything that its content security policy stops. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => {
      if (line.text().includes("Content Security Policy")) complaints.push(line.text());
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export const title = (page: Page, name: string | RegExp): Locator => page.getByRole("heading", { level: 1, name });

/** No finding of axe on the page as it stands. Nothing moves here: the journeys ask for reduced motion. */
export async function expectSound(page: Page): Promise<void> {
  await expect(page.locator(".skeleton, .animate-spin")).toHaveCount(0);
  await expectNoFindings(page);
}

/** The same of a page that goes on looking for something by itself. */
export async function expectNoFindings(page: Page): Promise<void> {
  // A frame in which no script may run cannot be looked into.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox=""]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

/** Opens the catalog's first bouquet from the list. */
export async function openFirstBouquet(page: Page): Promise<string> {
  await page.goto("/flowers");
  await expect(title(page, /./)).toBeVisible();
  const first = page.getByRole("main").getByRole("article").first();
  // The filters fade in with the list: before it is there, nothing moves yet.
  await expect(first).toBeVisible();
  await expectSound(page);
  const name = (await first.getByRole("heading").innerText()).trim();
  await first.getByRole("link").click();
  await expect(title(page, name)).toBeVisible();
  return name;
}

export async function addToCart(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Add to cart/ }).click();
  const drawer = page.getByRole("dialog", { name: "Your cart" });
  await expect(drawer).toBeVisible();
  return drawer;
}

/** Puts a bouquet into the cart and goes to the checkout. */
export async function fillCart(page: Page): Promise<string> {
  const name = await openFirstBouquet(page);
  const drawer = await addToCart(page);
  await drawer.getByRole("link", { name: "Check out" }).click();
  await expect(title(page, "Where, when and to whom?")).toBeVisible();
  return name;
}

/** A postcode, the first day that is offered, and the first time of that day. Answers the day's name. */
export const chooseFirstDay = (page: Page, postcode: string): Promise<string> => chooseDay(page, postcode, 0);

/** The same with a later day, so many after the first that is offered. */
export async function chooseDay(page: Page, postcode: string, later: number): Promise<string> {
  await page.getByLabel("ZIP code").fill(postcode);
  await page.getByRole("button", { name: "Show days" }).click();
  const first = page.getByRole("grid", { name: "Delivery day" }).locator("button:not([aria-disabled]):not(:disabled)").nth(later);
  const day = (await first.getAttribute("aria-label")) ?? "";
  await expectSound(page);
  await first.click();
  const times = page.getByRole("group", { name: /^What time on/ });
  const time = times.locator("input:not(:disabled)").first();
  await time.check();
  await expect(time).toBeChecked();
  return day;
}

export async function fillRecipient(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(RECIPIENT.name);
  await page.getByLabel("Phone", { exact: true }).fill(RECIPIENT.phone);
  await page.getByLabel("Street and number").fill(RECIPIENT.street);
  await page.getByLabel("City").fill(RECIPIENT.city);
  await page.getByLabel("State").fill(RECIPIENT.state);
  await page.getByLabel("Your message").fill(MESSAGE);
}

export async function giveDetails(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "On to your details" }).click();
  await expect(title(page, "Who is sending them?")).toBeVisible();
  await expectSound(page);
  await page.getByLabel("Your name").fill("Sam Okafor");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Your phone").fill("(503) 555-0199");
  await page.getByRole("button", { name: "On to review and pay" }).click();
  await expect(title(page, "All as you wish?")).toBeVisible();
}

/** Places the order and waits for the payment page. Answers the amount as it is written. */
export async function goToPaymentPage(page: Page): Promise<string> {
  const pay = page.getByRole("button", { name: /^Pay \$/ });
  const amount = (await pay.innerText()).replace("Pay ", "").trim();
  await pay.click();
  await page.waitForURL(/\/pay\//);
  await expect(page.getByRole("button", { name: `Pay ${amount}` })).toBeVisible();
  return amount;
}

export async function payByCard(page: Page, card?: string): Promise<void> {
  if (card) await page.getByLabel("Card number").fill(card);
  await page.getByRole("button", { name: /^Pay \$/ }).click();
}

/** Waits on the order's page until the payment has been heard of. */
export async function expectConfirmed(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/.*placed=1/);
  await expect(title(page, "Your order is confirmed")).toBeVisible({ timeout: 20_000 });
  return /orders\/([^?]+)/.exec(page.url())?.[1] ?? "";
}
