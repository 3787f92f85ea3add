/** What the server refuses, as RFC 9457 problem documents. Switch on `code`, never on text. */
import type { Money, Slot } from "./types";

export interface FieldError { path: string; message: string }

/** Members that some codes bring with them. */
export interface ProblemExtras {
  errors?: FieldError[];
  phone?: string;
  delivery_id?: string;
  alternatives?: Slot[];
  number?: string;
  missing?: { delivery_id: string; field: string }[];
  expected?: Money;
  actual?: Money;
  minimum?: Money;
  items?: Money;
  /** The newest state, where somebody else was faster: as the read answers it. */
  current?: unknown;
}

export interface ProblemDocument extends ProblemExtras {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly extras: ProblemExtras;
  /** Seconds, when the server asks to wait. */
  readonly retryAfter: number | null;

  constructor(problem: ProblemDocument, retryAfter: number | null = null) {
    super(problem.detail || problem.title);
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.status = problem.status;
    this.extras = problem;
    this.retryAfter = retryAfter;
  }

  /** Whether asking again, unchanged, may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function isProblem(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

/** No answer came: the network, or a server that is away. */
export function unreachable(): ApiProblem {
  return new ApiProblem({
    type: "about:blank",
    title: "We cannot reach the shop",
    detail: "Please check your connection and try again.",
    status: 0,
    code: "unreachable",
  });
}

/** Reads the problem of a refused answer; a body that is no problem document still becomes one. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  const body: unknown = await response.json().catch(() => null);
  const known = typeof body === "object" && body !== null ? (body as Partial<ProblemDocument>) : {};
  return new ApiProblem(
    {
      ...known,
      type: known.type ?? "about:blank",
      title: known.title ?? "Something went wrong",
      detail: known.detail ?? "",
      status: response.status,
      code: known.code ?? "unknown",
    },
    retryAfter,
  );
}
