import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { expect, test, vi } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import { PageBoundary } from "./error-boundary";

let failure: Error | null = null;

function Page() {
  if (failure) throw failure;
  return <p>Roses</p>;
}

function open(error: Error | null) {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  failure = error;
  const reset = vi.fn(() => {
    failure = null;
  });
  render(
    <MemoryRouter>
      <PageBoundary onReset={reset}>
        <Page />
      </PageBoundary>
    </MemoryRouter>,
  );
  return reset;
}

const problem = (status: number, code: string) => new ApiProblem({ type: "", title: "No", detail: "", status, code });

test("a missing thing shows the not-found page", () => {
  open(problem(404, "product_not_found"));
  expect(screen.getByRole("heading", { level: 1, name: "That page has wilted" })).toBeInTheDocument();
});

test("any other failure offers another try, which works once the cause is gone", async () => {
  const reset = open(new Error("broken"));
  expect(screen.getByRole("heading", { level: 1, name: "Something went wrong on our side" })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(reset).toHaveBeenCalledOnce();
  expect(screen.getByText("Roses")).toBeInTheDocument();
});
