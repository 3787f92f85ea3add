// The phone rings: a florist takes an order, the customer pays it over the link of her letter; another pays cash at the counter.
import { expect, type Page } from "@playwright/test";
import { atTheCounter, logIn } from "./counter";
import { expectSound, fillCart, chooseFirstDay, expectConfirmed, fillRecipient, giveDetails, goToPaymentPage, payByCard, RECIPIENT, test, title } from "./customer";
import { expectLetter, expectOrderLink, freshAddress } from "./mailbox";

interface Caller { name: string; phone: string; email: string }

const part = (desk: Page, name: string) => desk.getByRole("region", { name, exact: true });

/** Everything but how it is paid, as the caller says it. Answers the total on the button. */
async function takesDown(desk: Page, caller: Caller): Promise<void> {
  const who = part(desk, "Who orders?");
  await who.getByRole("combobox", { name: "Find a customer" }).fill(caller.phone);
  await who.getByRole("option", { name: /^Somebody new/ }).click();
  await who.getByLabel("Name").fill(caller.name);
  await who.getByLabel("Email").fill(caller.email);

  const flowers = part(desk, "Which flowers?");
  await flowers.getByRole("combobox", { name: "Find flowers" }).fill("rose");
  await expect(flowers.getByRole("option").first()).toBeVisible();
  await desk.keyboard.press("Enter");
  await flowers.getByRole("group", { name: /^Sizes of/ }).getByRole("button").first().click();
  await expect(flowers.getByRole("list", { name: "In this order" }).getByRole("listitem")).toHaveCount(1);

  const whom = part(desk, "For whom?");
  await whom.getByLabel("Name").fill(RECIPIENT.name);
  await whom.getByLabel("Phone").fill(RECIPIENT.phone);
  await whom.getByLabel("Street").fill(RECIPIENT.street);
  await whom.getByLabel("City").fill(RECIPIENT.city);
  await whom.getByLabel("State").fill(RECIPIENT.state);
  await whom.getByLabel("Postcode").fill("97201");
  await whom.getByLabel("On the card").fill("Get well soon");
  await whom.getByRole("button", { name: "Save recipient" }).click();
  await expect(whom.getByText("Saved.", { exact: true })).toBeVisible();

  const time = part(desk, "When?").getByRole("radiogroup", { name: /^Times on/ }).getByRole("radio");
  await time.and(desk.locator(":enabled")).first().click();
}

async function placed(desk: Page): Promise<{ number: string; total: string }> {
  const button = desk.getByRole("button", { name: /^Place order/ });
  await expect(button).toBeEnabled();
  const total = (await button.innerText()).replace(/^.*·\s*/, "").trim();
  await expectSound(desk);
  await button.click();
  await desk.waitForURL(/\/admin\/orders\/(?!new)/);
  const number = /orders\/([^?]+)/.exec(desk.url())?.[1] ?? "";
  await expect(title(desk, `Order ${number}`)).toBeVisible();
  return { number, total };
}

test("an order on the phone is paid over its link, another in cash at the counter", async ({ page, request, browser }) => {
  const email = freshAddress("phone");
  const desk = await atTheCounter(browser, "wren", 1440);
  await desk.getByRole("link", { name: "New order" }).click();
  await expect(title(desk, "New order")).toBeVisible();
  await expectSound(desk);

  await takesDown(desk, { name: "Petra Phone", phone: "(503) 555-0161", email });
  const { number, total } = await placed(desk);
  await expect(desk.getByText(`Payment link sent to ${email}.`)).toBeVisible();
  await expect(part(desk, "Still to pay")).toContainText(`${total} still to pay`);
  await expectSound(desk);

  await test.step("the customer opens the link in her letter, and pays", async () => {
    await page.goto(await expectOrderLink(request, email, number));
    await expect(page.getByRole("heading", { name: new RegExp(`^Still to pay: \\${total} by `) })).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: `Pay ${total}` }).click();
    await page.waitForURL(/\/pay\//);
    await payByCard(page);
    await page.waitForURL(new RegExp(`/orders/${number}`));
    await expect(title(page, "Your order is confirmed")).toBeVisible();
    await expect(page.getByRole("heading", { name: /^Still to pay/ })).toHaveCount(0, { timeout: 20_000 });
  });

  await test.step("the back office sees it paid", async () => {
    await expect(async () => {
      await desk.reload();
      await expect(title(desk, `Order ${number}`)).toBeVisible();
      await expect(part(desk, "Still to pay")).toHaveCount(0);
    }).toPass({ timeout: 20_000 });
    await expect(part(desk, "Money").getByRole("list", { name: "Payments" })).toContainText(total);
  });

  await test.step("somebody at the counter pays cash", async () => {
    await desk.goto("/admin/orders/new");
    await desk.getByText("At the counter", { exact: true }).click();
    await takesDown(desk, { name: "Cora Counter", phone: "(503) 555-0162", email: "" });
    await desk.getByRole("radio", { name: /^In cash/ }).click();
    const sold = await placed(desk);
    await expect(part(desk, "Still to pay")).toHaveCount(0);
    await expect(part(desk, "Money").getByRole("list", { name: "Payments" })).toContainText("Cash");
    await expect(part(desk, "Money")).toContainText(sold.total);
    await expectSound(desk);
  });
});

test("a code takes off its part in the cart, on the order and in the letter", async ({ page, request }) => {
  const email = freshAddress("code");
  const code = `HELLO${Date.now().toString(36).toUpperCase()}`;
  const headers = await logIn(request, "mara");
  const made = await request.post("/api/admin/promotions", { headers, data: { name: "Hello again", code, kind: "percent", percent: 10, starts_on: "2026-01-01" } });
  expect(made.status(), await made.text()).toBe(201);

  await fillCart(page);
  await page.goto("/cart");
  await page.getByRole("button", { name: "Have a code?" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("HELO");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("We do not know this code");
  await page.getByRole("textbox", { name: "Code" }).fill(code.toLowerCase());
  await page.keyboard.press("Enter");
  const sums = page.getByRole("complementary", { name: "Total" });
  await expect(sums).toContainText(`Hello again (${code})`);
  await expectSound(page);
  const cart = (await (await page.request.get("/api/cart")).json()) as { totals: { discount: { amount: number } } };
  const off = `$${(cart.totals.discount.amount / 100).toFixed(2)}`;
  await expect(sums).toContainText(`−${off}`);

  await page.getByRole("main").getByRole("link", { name: "Check out" }).click();
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, email);
  await page.getByText("$5", { exact: true }).click();
  await expect(page.getByRole("main").locator("dl").last()).toContainText("Tip for the team");
  await expectSound(page);
  const paid = await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  const order = page.getByRole("complementary", { name: "What it comes to" });
  await expect(order).toContainText(`−${off}`);
  await expect(order).toContainText(paid);
  const letter = await expectLetter(request, email, number);
  expect(letter.text).toContain("Hello again");
  expect(letter.text).toContain(off);
});
