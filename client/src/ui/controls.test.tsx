import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import { QuantityStepper } from "./quantity-stepper";
import { RadioCards } from "./radio-cards";
import { lengthOf, TextArea } from "./text-area";
import { TextField } from "./text-field";

test("a busy button keeps its focus and ignores presses", async () => {
  const press = vi.fn();
  render(
    <Button busy onClick={press}>
      Pay
    </Button>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Pay" }));
  expect(press).not.toHaveBeenCalled();
  expect(screen.getByRole("button")).toHaveFocus();
});

test("a busy submit button does not send its form twice", async () => {
  const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(
    <form onSubmit={submit}>
      <Button type="submit" busy>
        Pay
      </Button>
    </form>,
  );
  await userEvent.click(screen.getByRole("button"));
  expect(submit).not.toHaveBeenCalled();
});

test("a field's hint and error are read with it", () => {
  render(<TextField label="Email" hint="For the receipt" error="Write an email like sam@example.com" />);
  const field = screen.getByLabelText("Email");
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription("For the receipt Write an email like sam@example.com");
});

test("a limited text counts characters as people see them", async () => {
  render(<TextArea label="Card" limit={5} />);
  await userEvent.type(screen.getByLabelText("Card"), "Love");
  expect(screen.getByText("1 character left")).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText("Card"), "ly");
  expect(screen.getByText("1 character too many")).toBeInTheDocument();
  expect(lengthOf("👩‍👩‍👧é")).toBe(2);
});

test("radio cards are radios, and a closed one cannot be chosen", async () => {
  const choose = vi.fn();
  render(
    <RadioCards
      legend="Size"
      name="size"
      value="standard"
      onChange={choose}
      options={[
        { value: "standard", label: "Standard" },
        { value: "deluxe", label: "Deluxe", aside: "$129" },
        { value: "premium", label: "Premium", disabled: true },
      ]}
    />,
  );
  expect(screen.getByRole("group", { name: "Size" })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("radio", { name: /Deluxe/ }));
  await userEvent.click(screen.getByRole("radio", { name: /Premium/ }));
  expect(choose.mock.calls).toEqual([["deluxe"]]);
});

test("a quantity stays between its ends", async () => {
  function Counted() {
    const [value, setValue] = useState(2);
    return <QuantityStepper of="Roses" value={value} onChange={setValue} max={3} />;
  }
  render(<Counted />);
  const more = screen.getByRole("button", { name: "One more Roses" });
  await userEvent.click(more);
  await userEvent.click(more);
  expect(screen.getByRole("status")).toHaveTextContent("3");
  expect(more).toHaveFocus();
  await userEvent.click(screen.getByRole("button", { name: "One less Roses" }));
  expect(screen.getByRole("status")).toHaveTextContent("2");
});
