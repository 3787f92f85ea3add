// A flower is not good enough: the buyer wanted to be asked, reads the letter on her phone, and says yes with one press.
import { expect, type Page } from "@playwright/test";
import { atTheCounter } from "./counter";
import { chooseDay, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, payByCard, test, title } from "./customer";
import { expectLetter, freshAddress } from "./mailbox";

test("ask me first", async ({ page, browser, request }) => {
  const address = freshAddress("ask");
  const number = await test.step("she wants to be asked", () => buysAndWantsToBeAsked(page, address));
  const desk = await atTheCounter(browser, "wren");
  const substitute = await test.step("the florist proposes other stems", () => proposes(desk, number));

  await test.step("the letter comes, and one press says yes", async () => {
    const letter = await expectLetter(request, address, "may we use another flower?");
    expect(letter.text).toContain(substitute);
    const link = /Yes, use these: (\S+)/.exec(letter.text ?? "")?.[1] ?? "";
    const phone = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 390, height: 844 } })).newPage();
    await phone.goto(link);
    await expect(title(phone, "May we use another flower?")).toBeVisible();
    await expect(phone.getByRole("main")).toContainText(substitute);
    await expectSound(phone);
    await phone.getByRole("button", { name: "Yes, use these" }).click();
    await expect(title(phone, "Thank you, we make it so")).toBeVisible();
    await expectSound(phone);
    await phone.getByRole("link", { name: "See your order" }).click();
    await expect(phone.getByRole("region", { name: "Made with other flowers" })).toContainText("You said yes to this.");
    await expectSound(phone);
  });
  await test.step("her order shows it, and the florist makes it so", async () => {
    await page.reload();
    await expect(page.getByRole("region", { name: "Made with other flowers" })).toContainText(substitute);
    await desk.goto(`/admin/orders/${number}`);
    await expect(desk.getByText(/^instead of /).first()).toBeVisible();
    await expectLetter(request, address, "another flower in your order");
  });
});

async function buysAndWantsToBeAsked(page: Page, address: string): Promise<string> {
  await fillCart(page);
  await chooseDay(page, "97201", 1); // the day after the first: there is time to ask
  await fillRecipient(page);
  await giveDetails(page, address);
  await page.getByRole("radio", { name: /^Ask me first/ }).check();
  await expectSound(page);
  await goToPaymentPage(page);
  await payByCard(page);
  return expectConfirmed(page);
}

/** Takes the first stem of the recipe, and the first one offered that the check lets pass. Answers the substitute's name. */
async function proposes(desk: Page, number: string): Promise<string> {
  await desk.goto(`/admin/orders/${number}`);
  await expect(desk.getByText("If a flower is not good enough: ask first")).toBeVisible();
  await desk.getByRole("button", { name: "Other stems" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Which stem is not good enough?" }).click();
  await dialog.getByRole("option").first().click();
  const others = dialog.getByRole("combobox", { name: "Which one instead?" });
  await others.click();
  const offered = await dialog.getByRole("option").allInnerTexts();
  await desk.keyboard.press("Escape");
  for (const words of offered) {
    await others.click();
    await dialog.getByRole("option", { name: words, exact: true }).click();
    await expect(dialog.getByRole("status")).toBeVisible();
    if (await dialog.getByText(/^The buyer is asked by letter/).isVisible()) {
      await expectSound(desk);
      await dialog.getByLabel("Why?").fill("They did not open.");
      await dialog.getByRole("button", { name: "Ask the buyer" }).click();
      await expect(desk.getByText("The buyer is being asked about other stems")).toBeVisible();
      await expectSound(desk);
      return words.split(/[:(]/)[0]?.trim() ?? "";
    }
  }
  throw new Error(`none of ${offered.join(", ")} will do`);
}
