import { plural } from "@/lib/plural";

export const texts = {
  optional: "optional",
  close: "Close",
  tryAgain: "Try again",
  remove: (label: string) => `Remove ${label}`,
  from: "from",
  quantityOf: (name: string) => `Quantity of ${name}`,
  oneLess: (name: string) => `One less ${name}`,
  oneMore: (name: string) => `One more ${name}`,
  charactersLeft: (n: number) => plural(n, { one: "# character left", other: "# characters left" }),
  charactersOver: (n: number) => plural(n, { one: "# character too many", other: "# characters too many" }),
  troubleTitle: "Something went wrong on our side",
  troubleDetail: "It is not you. Please try again in a moment.",
};
