import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Dialog } from "./dialog";

function show(open: boolean, onClose = vi.fn()) {
  const view = render(
    <Dialog open={open} onClose={onClose} title="Your cart">
      <p>Roses</p>
    </Dialog>,
  );
  return { ...view, onClose };
}

test("an open dialog is named by its title, a closed one is hidden", () => {
  const { rerender, onClose } = show(true);
  expect(screen.getByRole("dialog", { name: "Your cart" })).toBeVisible();
  rerender(
    <Dialog open={false} onClose={onClose} title="Your cart">
      <p>Roses</p>
    </Dialog>,
  );
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("its button and a press on the backdrop ask to close, a press inside does not", async () => {
  const { onClose } = show(true);
  await userEvent.click(screen.getByText("Roses"));
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole("dialog"));
  expect(onClose).toHaveBeenCalledTimes(2);
});
