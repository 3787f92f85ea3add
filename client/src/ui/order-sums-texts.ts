export const orderSumsTexts = {
  items: "Flowers and gifts",
  delivery: "Delivery",
  tax: "Tax",
  tip: "Tip for the team",
  total: "Total",
  totalSoFar: "Total so far",
  later: "Calculated once we know where",
  free: "Free",
  including: (tax: string) => `including ${tax} tax`,
  was: "was",
  now: "now",
};
