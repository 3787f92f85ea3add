// Two people behind the counter have one order open: the second sees both versions before anything of hers is written.
import { expect, type Page } from "@playwright/test";
import { atTheCounter, buyFor } from "./counter";
import { expectSound, MESSAGE, test, title } from "./customer";

async function edits(desk: Page, number: string, card: string): Promise<void> {
  await desk.goto(`/admin/orders/${number}`);
  await expect(title(desk, `Order ${number}`)).toBeVisible();
  await desk.getByRole("button", { name: "Edit" }).first().click();
  await desk.getByLabel("On the card").fill(card);
}

test("two staff edit one order: one wins, the other sees both versions", async ({ page, browser }) => {
  const { number } = await buyFor(page, "Tamsin Quell", "two@example.com");
  const [wren, mara] = [await atTheCounter(browser, "wren"), await atTheCounter(browser, "mara", 820)];
  await edits(wren, number, "All the best, Wren wrote");
  await edits(mara, number, "With love, Mara wrote");
  await wren.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(wren.getByRole("dialog")).toHaveCount(0);
  await expect(wren.getByRole("main")).toContainText("All the best, Wren wrote");

  const dialog = mara.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  const versions = dialog.getByRole("table", { name: "Somebody was faster" });
  await expect(versions.getByRole("row", { name: /^On the card/ })).toHaveText(/All the best, Wren wrote.*With love, Mara wrote/s);
  await expectSound(mara);
  await wren.reload();
  await expect(wren.getByRole("main")).toContainText("All the best, Wren wrote");
  await expect(wren.getByRole("main")).not.toContainText(MESSAGE);

  await dialog.getByRole("button", { name: "Write mine over it" }).click();
  await expect(dialog).toHaveCount(0);
  await wren.reload();
  await expect(wren.getByRole("main")).toContainText("With love, Mara wrote");
});
