import { plural } from "@/lib/plural";

export const countingTexts = {
  charactersLeft: (n: number) => plural(n, { one: "# character left", other: "# characters left" }),
  charactersOver: (n: number) => plural(n, { one: "# character too many", other: "# characters too many" }),
  quantityOf: (name: string) => `Quantity of ${name}`,
  oneLess: (name: string) => `One less ${name}`,
  oneMore: (name: string) => `One more ${name}`,
};
