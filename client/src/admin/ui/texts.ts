export const texts = {
  waiting: "Loading",
  trouble: "That did not work",
  broken: "Something broke on our side. Please try again.",
  retry: "Try again",
  day: "Day",
  dayBefore: "The day before",
  dayAfter: "The day after",
  toToday: "Today",
};
