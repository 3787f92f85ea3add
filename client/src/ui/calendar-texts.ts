export const calendarTexts = {
  calendarDay: (day: string, chosen: boolean, whyNot: string | null, fee: string | null) =>
    [day, chosen && "chosen", fee !== null && `from ${fee}`, whyNot !== null && `not possible: ${whyNot}`].filter(Boolean).join(", "),
  free: "Free",
  whyNot: (day: string, reason: string) => `${day}: ${reason}`,
  dayTaken: "We cannot come on this day.",
  nextDay: (day: string) => `Next open day: ${day}`,
};
