// A florist's first day behind the counter, in the demo shop, and what her customers see of it.
import { expect, type Locator, type Page } from "@playwright/test";
import { atTheCounter, buyFor, inWords, readyToPay, type Sold } from "./counter";
import { expectSound, goToPaymentPage, RECIPIENT, test, title } from "./customer";

const FLORENCE = "Florence Tully"; // the other journeys' flowers go to somebody else

test("a florist's first day", async ({ page, browser }) => {
  const sold = await buyFor(page, FLORENCE, "florist@example.com");
  const another = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await readyToPay(another, "Olga Late", "late@example.com");
  const desk = await atTheCounter(browser, "wren");

  await test.step("she sees the order, and prints the day", () => seesAndPrints(desk, sold));
  await test.step("what is to buy is ordered and sent", () => buys(desk));
  await test.step("stems wilt: whoever they were promised to is named, and another stem takes their place", () => substitutes(desk, sold));
  await test.step("the bouquet is made", () => makes(desk, sold));
  await test.step("it goes out, and is handed over with a photo", () => delivers(desk, sold));
  await test.step("the customer reads who took it", async () => {
    await page.reload();
    await expect(page.getByRole("main")).toContainText("Rosa herself");
    await expectSound(page);
  });
  await test.step("what came back is told with its reason and gets another time", () => triesAgain(desk));
  await test.step("money goes back", () => givesBack(desk, sold));
  await test.step("the day is closed under a customer's eyes, and opened again", () => closes(desk, another, sold));
});

async function seesAndPrints(desk: Page, { number, date }: Sold): Promise<void> {
  await expectSound(desk);
  await desk.getByRole("region", { name: "New orders" }).getByRole("link", { name: number }).click();
  await expect(title(desk, `Order ${number}`)).toBeVisible();
  await expect(desk.getByRole("main")).toContainText(RECIPIENT.street);
  await expectSound(desk);

  await desk.goto(`/admin?date=${date}`);
  const paper = desk.waitForEvent("popup");
  await desk.getByRole("button", { name: "Print the day" }).click();
  expect((await paper).url()).toMatch(/^blob:|about:blank/);
}

const bouquetOf = (desk: Page, number: string) => desk.getByRole("article").filter({ hasText: number });

async function substitutes(desk: Page, { number, date }: Sold): Promise<void> {
  await desk.goto(`/admin/workroom?date=${date}`);
  const recipe = bouquetOf(desk, number).getByRole("list", { name: "Recipe" }).first();
  const stem = (await recipe.getByRole("listitem").first().innerText()).replace(/^\d+\s*/, "").trim();

  await desk.goto(`/admin/stock?date=${date}`);
  await desk.getByRole("searchbox", { name: "Find a stem" }).fill(stem);
  const lots = desk.getByRole("list", { name: `Lots of ${stem}`, exact: true }).getByRole("listitem");
  await lots.filter({ hasText: "promised" }).first().getByRole("button", { name: /^Count/ }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("button", { name: "0", exact: true }).click();
  await dialog.getByRole("button", { name: "Save 0" }).click();
  await expect(dialog.getByText("are promised that are not there")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: number })).toContainText(FLORENCE);
  await expectSound(desk);

  await dialog.getByRole("button", { name: "Substitute" }).click();
  const days = dialog.getByLabel("In bouquets made on");
  await expect(dialog.getByRole("combobox").last()).toBeVisible();
  if (await days.isVisible()) await days.selectOption(date);
  await chooseFitting(dialog, number);
  await expectSound(desk);
  await dialog.getByRole("button", { name: /^Substitute in/ }).click();
  await expect(desk.getByText(/^Substituted in/)).toBeVisible();

  await desk.goto(`/admin/workroom?date=${date}`);
  await expect(bouquetOf(desk, number).getByText(`instead of ${stem}`)).toBeVisible();
}

async function buys(desk: Page): Promise<void> {
  await desk.goto("/admin/stock/to-buy");
  await expect(title(desk, "To buy")).toBeVisible();
  await expectSound(desk);
  const first = desk.getByRole("button", { name: /^Order at/ }).first();
  const [, supplier] = /^Order at (.*) for/.exec((await first.getAttribute("aria-label")) ?? "") ?? [];
  await first.click();
  await expect(desk.getByText(`Ordered at ${supplier}: now send it`)).toBeVisible();

  await desk.goto("/admin/stock/orders");
  await desk.getByRole("button", { name: /^It is sent/ }).click();
  await expect(desk.getByText(`${supplier} has it`)).toBeVisible();
  await expectSound(desk);
  await desk.getByRole("button", { name: /^It has come/ }).first().click();
  await expect(desk.getByRole("dialog")).toContainText("how many came of each", { ignoreCase: true });
  await expectSound(desk);
  for (const [page, name] of [["suppliers", "Suppliers"], ["stems", "Stems"]] as const) {
    await desk.goto(`/admin/stock/${page}`);
    await expect(title(desk, name)).toBeVisible();
    await expectSound(desk);
  }
}

/** The first stem offered that is worth enough, of a color that this buyer's choice allows, and there in numbers. */
async function chooseFitting(dialog: Locator, number: string): Promise<void> {
  const others = dialog.getByRole("combobox").last(); // there may be one of days before it
  await others.click();
  const stems = dialog.locator("[role=option]"); // those of the days are a browser's own
  const offered = await stems.allInnerTexts();
  await others.press("Escape");
  for (const words of offered) {
    await others.click();
    await stems.filter({ hasText: new RegExp(`^${words.replace(/[()]/g, "\\$&")}$`) }).click();
    // Only an answer has this button; while it is waited for there is a status as well.
    await expect(dialog.getByRole("button", { name: /^Substitute in/ })).toBeVisible();
    const mine = dialog.getByRole("checkbox", { name: new RegExp(number) });
    const enough = await dialog.getByText(/^\d+ needed, \d+ free\.$/).isVisible();
    if (enough && (await mine.isChecked())) return;
  }
  throw new Error(`none of ${offered.join(", ")} will do`);
}

async function makes(desk: Page, { number }: Sold): Promise<void> {
  const bouquet = bouquetOf(desk, number); // its card; ready ones are rows below
  await expect(bouquet).toContainText("Happy birthday, Rosa!");
  await expectSound(desk);
  await bouquet.getByRole("button", { name: /^Start/ }).click();
  await bouquet.getByRole("button", { name: /^Ready/ }).click();
  await expect(bouquet).toHaveCount(0);
}

async function delivers(desk: Page, { date }: Sold): Promise<void> {
  await desk.goto(`/admin/deliveries?date=${date}`);
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
}

/** The demo's day has vans under way. */
async function triesAgain(desk: Page): Promise<void> {
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
}

async function givesBack(desk: Page, { number }: Sold): Promise<void> {
  await desk.goto(`/admin/orders/${number}`);
  await desk.getByRole("button", { name: "Give money back" }).click();
  const back = desk.getByRole("dialog");
  await back.getByText("An amount").click();
  await back.getByLabel("How much?").fill("5");
  await back.getByLabel("Why?").fill("A rose was broken");
  await back.getByRole("button", { name: "Give back $5.00" }).click();
  await expect(desk.getByText("$5.00 are on their way back.")).toBeVisible();
}

async function closes(desk: Page, customer: Page, { date }: Sold): Promise<void> {
  const words = inWords(date);
  await desk.goto(`/admin?date=${date}`);
  await desk.getByRole("button", { name: new RegExp(`^Close.*: ${words}$`) }).click();
  const dialog = desk.getByRole("dialog", { name: `Close ${words}?` });
  await dialog.getByRole("button", { name: "Weather" }).click();
  await expectSound(desk);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(desk.getByText("is closed", { exact: false }).first()).toBeVisible();

  await customer.getByRole("button", { name: /^Pay \$/ }).click();
  await expect(customer.getByRole("alert").filter({ hasText: "We are closed at that time" })).toBeVisible();
  await expect(customer.getByRole("group", { name: "Choose another time" })).toBeVisible();
  await expectSound(customer);

  await desk.getByRole("button", { name: `Open again: ${words}` }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
  await expect(desk.getByRole("button", { name: new RegExp(`^Close.*: ${words}$`) })).toBeVisible();
  const others = customer.getByRole("group", { name: "Choose another time" });
  await others.getByRole("button").first().click();
  await expect(others).toHaveCount(0);
  await goToPaymentPage(customer);
}
