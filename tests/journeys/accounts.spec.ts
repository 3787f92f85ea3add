// A customer who comes back: on a phone, from signing up to leaving for good.
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { chooseFirstDay, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, openFirstBouquet, payByCard, RECIPIENT, test, title } from "./customer";
import { expectLetter, freshAddress } from "./mailbox";

test.use({ viewport: { width: 390, height: 844 } });

const PASSWORD = "a sentence about peonies";
const CODE = /^\d{6}\s*$/m;

async function codeOf(page: Page, email: string, about: string): Promise<string> {
  const { text } = await expectLetter(page.request, email, about);
  return CODE.exec(text ?? "")?.[0].trim() ?? "";
}

async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/account/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await expectSound(page);
  await page.getByRole("button", { name: "Make my account" }).click();
  await expect(title(page, "Look into your letters")).toBeVisible();
  await expectSound(page);
  await page.getByLabel("Code").fill(await codeOf(page, email, "Your code to sign up"));
  await page.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(title(page, `Hello, ${name.split(" ")[0]}`)).toBeVisible();
}

async function logOut(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("navigation", { name: "Your account" }).getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are logged out. See you soon.")).toBeVisible();
}

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/account/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await expectSound(page);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(title(page, /^Hello/)).toBeVisible();
}

test("she signs up, keeps a recipient and a favorite, and her second flowers take three taps", async ({ page }) => {
  const ada = freshAddress("ada");
  await signUp(page, "Ada Bloom", ada);
  await logOut(page);
  await logIn(page, ada, PASSWORD);
  await expectSound(page);

  await page.goto("/account/recipients");
  await page.getByRole("button", { name: "Add a recipient" }).first().click();
  const drawer = page.getByRole("dialog", { name: "A new recipient" });
  await drawer.getByLabel("Name", { exact: true }).fill(RECIPIENT.name);
  await drawer.getByLabel("Phone").fill(RECIPIENT.phone);
  await drawer.getByLabel("Street and number").fill(RECIPIENT.street);
  await drawer.getByLabel("City").fill(RECIPIENT.city);
  await drawer.getByLabel("State").fill(RECIPIENT.state);
  await drawer.getByLabel("ZIP code").fill("97201");
  await expectSound(page);
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${RECIPIENT.name} is saved.`)).toBeVisible();
  await expectSound(page);

  const bouquet = await openFirstBouquet(page);
  await page.getByRole("button", { name: `Favorite: ${bouquet}` }).first().click();
  await page.goto("/account/favorites");
  await expect(page.getByRole("main")).toContainText(bouquet);
  await expectSound(page);

  await fillCart(page);
  await page.getByRole("button", { name: new RegExp(RECIPIENT.name) }).click();
  await chooseFirstDay(page, "97201");
  await page.getByRole("button", { name: "On to your details" }).click();
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Bloom");
  await expect(page.getByLabel("Email")).toHaveValue(ada);
  await page.getByLabel("Your phone").fill("(503) 555-0111");
  await page.getByRole("button", { name: "On to review and pay" }).click();
  await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);

  await page.goto("/account/orders");
  await expectSound(page);
  await page.getByRole("button", { name: `Order again: ${number}` }).click(); // one
  await expect(title(page, "All as you wish?")).toBeVisible();
  await goToPaymentPage(page); // two
  await payByCard(page); // three
  expect(await expectConfirmed(page)).not.toBe(number);
});

test("a forgotten password is chosen anew, once", async ({ page }) => {
  const bea = freshAddress("bea");
  await signUp(page, "Bea Moss", bea);
  await logOut(page);
  await page.goto("/account/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Email").fill(bea);
  await expectSound(page);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(title(page, "Look into your letters")).toBeVisible();
  const { text } = await expectLetter(page.request, bea, "password");
  const link = /https?:\S+\/account\/reset#\S+/.exec(text ?? "")?.[0] ?? "";
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("another sentence about moss");
  await expectSound(page);
  await page.getByRole("button", { name: "Keep this password" }).click();
  await expect(title(page, "Your new password is kept")).toBeVisible();
  await expect(page).not.toHaveURL(/#/);
  await logIn(page, bea, "another sentence about moss");
  await page.goto(link);
  await page.reload();
  await page.getByLabel("New password", { exact: true }).fill("a third sentence");
  await page.getByRole("button", { name: "Keep this password" }).click();
  await expect(title(page, "This link has ended")).toBeVisible();
});

test("an order placed without a login becomes hers by a code; she takes her data along, and leaves", async ({ page, browser }) => {
  const [guestAddress, cleo] = [freshAddress("guest"), freshAddress("cleo")];
  const guest = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await fillCart(guest);
  await chooseFirstDay(guest, "97201");
  await fillRecipient(guest);
  await giveDetails(guest, guestAddress);
  await goToPaymentPage(guest);
  await payByCard(guest);
  const number = await expectConfirmed(guest);

  await signUp(page, "Cleo Hart", cleo);
  await page.goto("/account/orders?claim=1");
  await expect(page.getByText("No orders yet")).toBeVisible();
  await page.getByLabel("Email of the order").fill(guestAddress);
  await page.getByRole("button", { name: "Send the code" }).click();
  await page.getByLabel("Code").fill(await codeOf(page, guestAddress, "Your code to collect your orders"));
  await expectSound(page);
  await page.getByRole("button", { name: "Add to my orders" }).click();
  await expect(page.getByText("1 order is yours now.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Orders" })).toContainText(number);

  await page.goto("/account/security");
  await expectSound(page);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).click();
  const told = await readFile(await (await file).path(), "utf8");
  for (const hers of ["Cleo Hart", cleo, number]) expect(told).toContain(hers);

  await page.getByRole("button", { name: "Delete my account" }).click();
  const question = page.getByRole("dialog", { name: "Delete your account?" });
  await question.getByLabel("Your password").fill(PASSWORD);
  await expectSound(page);
  await question.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page.getByText("Your account is closed. Thank you for the flowers.")).toBeVisible();
  await page.goto("/account/login");
  await page.getByLabel("Email").fill(cleo);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page.getByText("Please check both, and mind capital letters.")).toBeVisible();
});
