import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { dismiss, announce, toast } from "@/lib/announcements";
import { ApiProblem } from "@/lib/api/problem";
import { pictureOf } from "@/testing/fixtures/catalog";
import { Picture } from "./picture";
import { Price } from "./price";
import { ErrorState } from "./states";
import { Toasts } from "./toasts";

test("a price reads as one phrase", () => {
  const { container } = render(<Price value={{ amount: 4500, currency: "USD" }} from short />);
  expect(container).toHaveTextContent("from $45");
});

test("a fee of nothing reads as a word", () => {
  render(<Price value={{ amount: 0, currency: "USD" }} zero="free" />);
  expect(screen.getByText("free")).toBeInTheDocument();
});

test("a picture offers its renditions and keeps its place", () => {
  render(<Picture picture={pictureOf("roses", "Red roses")} sizes="50vw" />);
  const image = screen.getByRole("img", { name: "Red roses" });
  expect(image).toHaveAttribute("srcset", "/pictures/roses-480.webp 480w, /pictures/roses-960.webp 960w");
  expect(image).toHaveAttribute("loading", "lazy");
  expect(image).toHaveAttribute("width", "960");
});

test("an error speaks the server's words and offers another try", () => {
  const problem = new ApiProblem({ type: "", title: "The shop is busy", detail: "Try in a minute.", status: 503, code: "busy" });
  const retry = vi.fn();
  render(<ErrorState error={problem} onRetry={retry} />);
  expect(screen.getByRole("alert")).toHaveTextContent("The shop is busyTry in a minute.");
  screen.getByRole("button", { name: "Try again" }).click();
  expect(retry).toHaveBeenCalledOnce();
});

test("a toast is spoken and shown, then goes; an announcement is only spoken", () => {
  vi.useFakeTimers();
  render(<Toasts />);
  act(() => toast("Added to your cart"));
  expect(screen.getByRole("status")).toHaveTextContent("Added to your cart");
  act(() => void vi.advanceTimersByTime(5000));
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  act(() => announce("Flowers"));
  expect(screen.getByText("Flowers")).toHaveClass("sr-only");
  act(() => dismiss(-1));
  expect(screen.getByText("Flowers")).toBeInTheDocument();
  vi.useRealTimers();
});
