// News to those who asked for them: written, looked at, tried out, sent, and ended with one click.
import { expect, type Page } from "@playwright/test";
import { atTheCounter } from "./counter";
import { expectSound, test, title } from "./customer";
import { expectLetter, freshAddress } from "./mailbox";

const RUN = Date.now().toString(36);
const FIRST = `Peonies are back ${RUN}`;
const SECOND = `Dahlias are here ${RUN}`;

async function signUpForNews(page: Page, email: string): Promise<void> {
  await page.goto("/account/sign-up");
  await page.getByLabel("Your name").fill("Ada Bloom");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a sentence about peonies");
  await expect(page.getByLabel(/^Send me news/)).not.toBeChecked();
  await page.getByLabel(/^Send me news/).check();
  await expectSound(page);
  await page.getByRole("button", { name: "Make my account" }).click();
  const { text } = await expectLetter(page.request, email, "Your code to sign up");
  await page.getByLabel("Code").fill(/^\d{6}\s*$/m.exec(text ?? "")?.[0].trim() ?? "");
  await page.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(title(page, "Hello, Ada")).toBeVisible();
}

async function write(owner: Page, subject: string): Promise<void> {
  await owner.goto("/admin/letters/campaigns");
  await expect(title(owner, "Campaigns")).toBeVisible();
  await expectSound(owner);
  await owner.getByRole("link", { name: "Write a campaign" }).click();
  await owner.getByLabel(/^Subject/).fill(subject);
  await owner.getByLabel(/^Title in the letter/).fill("They came in this morning");
  await owner.getByRole("textbox", { name: /^Text/ }).fill("Still closed, and cold from the field.\n\nGive them a warm room and a day.");
  const letter = owner.frameLocator(`iframe[title="The letter: ${subject}"]`);
  await expect(letter.getByText("Give them a warm room and a day.")).toBeVisible();
}

async function send(owner: Page): Promise<void> {
  await owner.getByRole("button", { name: /^Send to \d+ customer/ }).click();
  const dialog = owner.getByRole("dialog");
  await expectSound(owner);
  await dialog.getByRole("button", { name: "Send it now" }).click();
  await expect(owner.getByRole("heading", { name: "Progress" })).toBeVisible();
}

test("the owner sends a campaign, the customer reads it, ends news with one click, and gets no second one", async ({ page, browser }) => {
  const [ada, bea] = [freshAddress("ada"), freshAddress("bea")];
  const other = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await signUpForNews(page, ada);
  await signUpForNews(other, bea);
  expect((await expectLetter(page.request, ada, "Welcome")).text).toContain("/account/dates");

  const owner = await atTheCounter(browser, "iris");
  await write(owner, FIRST);
  await expectSound(owner);
  await owner.getByRole("button", { name: "Send me a test" }).click();
  await expect(owner.getByText("A test is on its way to iris@posy.example")).toBeVisible();
  await expectLetter(page.request, "iris@posy.example", FIRST);
  await send(owner);

  const { text, html } = await expectLetter(page.request, ada, FIRST);
  expect(html).toContain("They came in this morning");
  await page.goto(/https?:\S+\/unsubscribe#\S+/.exec(text ?? "")?.[0] ?? "");
  await expect(title(page, "No more news?")).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Send me no more news" }).click();
  await expect(title(page, "You get no more news")).toBeVisible();
  await expectSound(page);
  await page.goto("/account/preferences");
  await expect(page.getByLabel(/^News from the workroom/)).not.toBeChecked();

  await write(owner, SECOND);
  await send(owner);
  await expectLetter(page.request, bea, SECOND);
  await owner.goto("/admin/letters?kind=campaign");
  const outbox = owner.getByRole("list", { name: "Letters" });
  await expect(outbox).toContainText(bea);
  await expectSound(owner);
  await owner.goto(`/admin/letters?kind=campaign&q=${ada}`);
  await expect(outbox.getByRole("listitem")).toHaveCount(1);
});
