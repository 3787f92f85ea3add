export const orderAgainTexts = {
  orderAgain: "Order again",
  orderAgainOf: (number: string) => `Order again: ${number}`,
  goneTitle: "Not everything can be had again:",
  gone: (name: string, reason: string) => (reason ? `${name}: ${reason}` : name),
  restInCart: "See the rest in your cart",
};
