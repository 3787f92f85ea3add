import { plural } from "@/lib/plural";

export const promotionTexts = {
  question: "Have a code?",
  label: "Code",
  apply: "Use it",
  removeOf: (code: string) => `Take the code ${code} off`,
  unknown: "We do not know this code. Please look at it once more.",
  tooMany: (minutes: number) => `These were many codes in a short time. Please try again in ${plural(minutes, { one: "# minute", other: "# minutes" })}.`,
  notNow: (why: string) => `It takes nothing off yet: ${why}`,
};

export const tipTexts = {
  legend: "A tip for the team?",
  hint: "All of it goes to the florists and drivers of your order.",
  none: "None",
  own: "Another amount",
  amount: "Your tip",
  give: "Give it",
  unreadable: "Please write an amount, such as 7 or 7.50.",
  tooMuch: "That is more than we can take: at most half of what the flowers cost.",
};
