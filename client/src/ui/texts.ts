export const texts = {
  optional: "optional",
  close: "Close",
  tryAgain: "Try again",
  favorite: (name: string) => `Favorite: ${name}`,
  remove: (label: string) => `Remove ${label}`,
  from: "from",
  backIn: (month: string) => `Back in ${month}`,
  onlyIn: (season: string) => `${season} only`,
  troubleTitle: "Something went wrong on our side",
  troubleDetail: "It is not you. Please try again in a moment.",
};
