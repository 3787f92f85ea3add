// The florist's first day behind the counter, in the demo shop, and what her customers see of it.
import { expect, type Browser, type Page } from "@playwright/test";
import { chooseFirstDay, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, payByCard, RECIPIENT, test, title } from "./customer";

const FLORENCE = "Florence Tully";

interface Sold { number: string; day: string }

/** Somebody buys a bouquet for the first day offered. */
async function buy(page: Page, email: string): Promise<Sold> {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await page.getByLabel("Name", { exact: true }).fill(FLORENCE); // the other journeys' flowers go to somebody else
  await giveDetails(page, email);
  await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  const order = (await (await page.request.get(`/api/orders/${number}`)).json()) as { deliveries: { date: string }[] };
  return { number, day: order.deliveries[0]?.date ?? "" };
}

/** Another browser, in which the demo's florist logs in. */
async function atTheCounter(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1180, height: 820 } })).newPage();
  await page.goto("/admin");
  await page.getByLabel(/^Email/).fill("wren@posy.example");
  await page.getByRole("textbox", { name: /^Password/ }).fill("flowers-every-day");
  await expectSound(page);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(title(page, "Today")).toBeVisible();
  return page;
}

test("an order made in the shop is seen, printed, made, brought with a photo, and given back in part", async ({ page, browser }) => {
  const { number, day } = await buy(page, "florist@example.com");
  const desk = await atTheCounter(browser);
  await expectSound(desk);
  await desk.getByRole("region", { name: "New orders" }).getByRole("link", { name: number }).click();
  await expect(title(desk, `Order ${number}`)).toBeVisible();
  await expect(desk.getByRole("main")).toContainText(RECIPIENT.street);
  await expectSound(desk);

  await desk.goto(`/admin?date=${day}`);
  const paper = desk.waitForEvent("popup");
  await desk.getByRole("button", { name: "Print the day" }).click();
  expect((await paper).url()).toMatch(/^blob:|about:blank/);

  await desk.goto(`/admin/workroom?date=${day}`);
  const bouquet = desk.getByRole("article").filter({ hasText: number }); // its card; ready ones are rows below
  await expect(bouquet).toContainText("Happy birthday, Rosa!");
  await expectSound(desk);
  await bouquet.getByRole("button", { name: /^Start/ }).click();
  await bouquet.getByRole("button", { name: /^Ready/ }).click();
  await expect(bouquet).toHaveCount(0);

  await desk.goto(`/admin/deliveries?date=${day}`);
  await desk.getByRole("checkbox", { name: `Select ${FLORENCE}` }).check();
  await desk.getByRole("button", { name: "New run" }).click();
  const run = desk.getByRole("article").filter({ hasText: FLORENCE });
  await run.getByRole("button", { name: "Out", exact: true }).click();
  await run.getByRole("button", { name: "Delivered", exact: true }).click();
  const handing = desk.getByRole("dialog");
  await handing.getByLabel("Who took it, or where was it left?").fill("Rosa herself");
  await handing.locator("input[type=file]").setInputFiles("../../docs/pictures/product-phone.webp");
  await expect(handing.getByRole("img", { name: "The photo that is sent with it" })).toBeVisible();
  await expectSound(desk);
  await handing.getByRole("button", { name: "Delivered", exact: true }).click();
  await expect(desk.getByText("Received by: Rosa herself")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("main")).toContainText("Rosa herself");
  await expectSound(page);

  await desk.goto(`/admin/orders/${number}`);
  await desk.getByRole("button", { name: "Give money back" }).click();
  const back = desk.getByRole("dialog");
  await back.getByText("An amount").click();
  await back.getByLabel("How much?").fill("5");
  await back.getByLabel("Why?").fill("A rose was broken");
  await back.getByRole("button", { name: "Give back $5.00" }).click();
  await expect(desk.getByText("$5.00 are on their way back.")).toBeVisible();
});

test("what came back is told with its reason and gets another time", async ({ browser }) => {
  const desk = await atTheCounter(browser);
  await desk.goto("/admin/deliveries");
  await desk.getByRole("button", { name: "Not delivered" }).first().click();
  const why = desk.getByRole("dialog");
  await why.getByRole("button", { name: "Nobody opened." }).click();
  await why.getByRole("button", { name: "Not delivered" }).click();
  await expect(why).toHaveCount(0);
  await desk.getByRole("region", { name: "Came back" }).getByRole("button", { name: "Another try" }).first().click();
  const again = desk.getByRole("dialog");
  await again.getByRole("radio").last().check();
  await expectSound(desk);
  await again.getByRole("button", { name: "Set this time" }).click();
  await expect(again).toHaveCount(0);
});
