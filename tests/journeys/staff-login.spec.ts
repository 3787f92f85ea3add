// Somebody new behind the counter: invited by letter, with a password of her own and a second factor.
import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { atTheCounter } from "./counter";
import { expectSound, test, title } from "./customer";
import { expectLetter, freshAddress } from "./mailbox";

const NIA = { name: "Nia Park", email: freshAddress("nia"), password: "tulips before breakfast" };

/** What an authenticator app shows (RFC 6238: SHA-1, six digits, half a minute), `steps` half minutes from now. */
function codeNow(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function enter(page: Page): Promise<void> {
  await page.goto("/admin/login");
  await page.getByLabel(/^Email/).fill(NIA.email);
  await page.getByRole("textbox", { name: /^Password/ }).fill(NIA.password);
  await page.getByRole("button", { name: "Log in" }).click();
}

test("the owner invites somebody, who chooses a password and a second factor, and is let out again", async ({ browser }) => {
  const owner = await atTheCounter(browser, "iris");
  await owner.goto("/admin/staff");
  await expect(title(owner, "Staff")).toBeVisible();
  await expectSound(owner);
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel(/^Name/).fill(NIA.name);
  await dialog.getByLabel(/^Email/).fill(NIA.email);
  await expectSound(owner);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(owner.getByText(`The invitation is on its way to ${NIA.email}`)).toBeVisible();

  const page = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 820, height: 1180 } })).newPage();
  const { text } = await expectLetter(page.request, NIA.email, "");
  await page.goto(/https?:\S+\/admin\/welcome#\S+/.exec(text ?? "")?.[0] ?? "");
  await page.getByRole("textbox", { name: /^Password/ }).fill(NIA.password);
  await expectSound(page);
  await page.getByRole("button", { name: "Keep this password" }).click();
  await expect(page.getByText("You are set")).toBeVisible();
  await enter(page);
  await expect(title(page, "Today")).toBeVisible();

  await page.goto("/admin/security");
  await page.getByRole("button", { name: "Set up the app" }).first().click();
  const password = page.getByRole("textbox", { name: /^Your password/ });
  if (await password.isVisible()) {
    await password.fill(NIA.password);
    await page.getByRole("button", { name: "Set up the app" }).last().click();
  }
  await expect(page.getByRole("img", { name: "The picture that your app reads" })).toBeVisible();
  const secret = (await page.locator("code").first().innerText()).trim();
  await expectSound(page);
  await page.getByLabel(/^Code that the app shows now/).fill(codeNow(secret));
  await page.getByRole("button", { name: "Switch it on" }).click();
  await expect(page.getByRole("list", { name: "Keep your recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await page.getByRole("button", { name: "I have kept them" }).click();

  const elsewhere = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await enter(elsewhere);
  await elsewhere.getByLabel(/^Code of your app/).fill(codeNow(secret, 1)); // none is good twice
  await expectSound(elsewhere);
  await elsewhere.getByRole("button", { name: "Log in" }).click();
  await expect(title(elsewhere, "Today")).toBeVisible();

  await owner.reload();
  await owner.getByRole("button", { name: `Disable the login of ${NIA.name}` }).click();
  await expect(owner.getByText(`${NIA.name} is out, everywhere and at once`)).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole("button", { name: "Log in" })).toBeVisible();
});
