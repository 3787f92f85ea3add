import { plural } from "@/lib/plural";

export const texts = {
  optional: "optional",
  close: "Close",
  tryAgain: "Try again",
  remove: (label: string) => `Remove ${label}`,
  from: "from",
  quantityOf: (name: string) => `Quantity of ${name}`,
  oneLess: (name: string) => `One less ${name}`,
  oneMore: (name: string) => `One more ${name}`,
  charactersLeft: (n: number) => plural(n, { one: "# character left", other: "# characters left" }),
  charactersOver: (n: number) => plural(n, { one: "# character too many", other: "# characters too many" }),
  calendarDay: (day: string, chosen: boolean, whyNot: string | null, fee: string | null) =>
    [day, chosen && "chosen", fee !== null && `from ${fee}`, whyNot !== null && `not possible: ${whyNot}`].filter(Boolean).join(", "),
  whyNot: (day: string, reason: string) => `${day}: ${reason}`,
  dayTaken: "We cannot come on this day.",
  postcode: "ZIP code",
  postcodeMissing: "Please enter the ZIP code the flowers go to.",
  outsideTitle: "Our vans do not go there yet.",
  outsideBefore: "Call us on",
  outsideAfter: "and we will see what we can do.",
  backIn: (month: string) => `Back in ${month}`,
  onlyIn: (season: string) => `${season} only`,
  troubleTitle: "Something went wrong on our side",
  troubleDetail: "It is not you. Please try again in a moment.",
};
