export const texts = {
  waiting: "Loading",
  trouble: "That did not work",
  broken: "Something broke on our side. Please try again.",
  retry: "Try again",
  close: "Close",
  undo: "Undo",
  day: "Day",
  dayBefore: (day: string) => `The day before: ${day}`,
  dayAfter: (day: string) => `The day after: ${day}`,
  today: "Today",
};
