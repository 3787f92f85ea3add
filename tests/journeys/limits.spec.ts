import { expect, type Page } from "@playwright/test";
import { chooseFirstDay, expectSound, fillCart, fillRecipient, test, title } from "./customer";

test("outside of every zone the shop says so with its number, and collection is a way out", async ({ page }) => {
  await fillCart(page);
  await page.getByLabel("ZIP code").fill("10001");
  await page.getByRole("button", { name: "Show days" }).click();
  const shop = (await (await page.request.get("/api/shop")).json()) as { phone: string };
  await expect(page.getByRole("main").getByRole("link", { name: shop.phone })).toHaveAttribute("href", /^tel:/);
  await expectSound(page);
  await page.getByRole("radio", { name: /You collect it/ }).check();
  await expect(page.getByRole("grid", { name: "Delivery day" })).toBeVisible();
  await expect(page.getByLabel("Street and number")).toBeHidden();
});

test("what is missing is said next to it, and pressing on leads to the first of it", async ({ page }) => {
  await fillCart(page);
  await page.getByRole("button", { name: "On to your details" }).click();
  await expect(page.getByRole("alert")).toContainText("things still need a look");
  await expect(page.getByLabel("ZIP code")).toBeFocused();
  await expectSound(page);
  await chooseFirstDay(page, "97201");
  await page.getByRole("button", { name: "On to your details" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
});

test("a reload in the middle loses nothing that was saved", async ({ page }) => {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await page.getByRole("button", { name: "On to your details" }).click();
  await expect(title(page, "Who is sending them?")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await page.reload();
  await expect(page.getByLabel("Street and number")).toHaveValue("2120 SW Jefferson Street");
  await expect(page.getByRole("group", { name: /^What time on/ }).locator("input:checked")).toHaveCount(1);
  await expect(page.getByLabel("Your message")).toHaveValue(/Happy birthday/);
});

test("a bouquet gets into the cart by keyboard alone", async ({ page }) => {
  await page.goto("/flowers");
  await expect(title(page, /./)).toBeVisible();
  const first = page.getByRole("main").getByRole("article").first().getByRole("link");
  await tabTo(page, () => first.evaluate((link) => link === document.activeElement));
  await page.keyboard.press("Enter");
  const size = page.getByRole("group", { name: "Size" }).getByRole("radio");
  await expect(size.first()).toBeVisible();
  await tabTo(page, () => page.evaluate(() => document.activeElement?.getAttribute("type") === "radio"));
  await page.keyboard.press("ArrowDown");
  await expect(size.nth(1)).toBeChecked();
  await tabTo(page, () => page.evaluate(() => document.activeElement?.textContent?.startsWith("Add to cart") ?? false));
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Your cart" });
  await expect(drawer.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
});

/** Presses Tab until `there`, as a person without a mouse does; a page that traps the focus fails here. */
async function tabTo(page: Page, there: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await there()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard never got there");
}
