export const texts = {
  dockets: "Print dockets",
  cards: "Print cards",
  labels: "Print labels",
  day: "Print the day",
  run: "Print the run",
  one: { dockets: "Print docket", cards: "Print card", labels: "Print label" },
  tooMany: (most: number) => `At most ${most} fit in one document. Please choose fewer.`,
};
