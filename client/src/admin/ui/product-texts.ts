export const productTexts = {
  find: "Find flowers",
  findHint: "Name, flower or color",
  none: (words: string) => `Nothing found for “${words}”.`,
  from: (price: string) => `from ${price}`,
  left: (n: number) => `${n} left`,
  soldOut: "none left",
  sizesOf: (name: string) => `Sizes of ${name}`,
  gift: (name: string, price: string) => `${name}, ${price}`,
};
