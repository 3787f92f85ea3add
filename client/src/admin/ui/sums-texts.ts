export const sumsTexts = {
  items: "Flowers and gifts",
  fee: "Delivery",
  tax: "Sales tax",
  tip: "Tip for the team",
  total: "Total",
  soFar: "So far",
  later: "not known yet",
  free: "Free",
  including: (tax: string) => `including ${tax} tax`,
};
