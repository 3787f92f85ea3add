import { plural } from "@/lib/plural";

export const texts = {
  title: "May we use another flower?",
  order: (number: string) => `Order ${number}`,
  what: (name: string, day: string, hours: string) => [name && `For ${name}`, `${day}, ${hours}`].filter(Boolean).join(", "),
  lead: "One flower of your order is not good enough for it, so we ask you first.",
  instead: "We would like to use",
  stems: (n: number, name: string) => `${n} × ${name}`,
  insteadOf: (n: number, name: string) => `instead of ${n} × ${name}`,
  colors: (colors: readonly string[]) => colors.join(", "),
  worth: "They are worth at least as much, and you pay nothing more.",
  why: "Why",
  inIt: (n: number) => plural(n, { one: "It is for", other: "They are for" }),
  piece: (n: number, label: string) => (n > 1 ? `${n} × ${label}` : label),
  approve: "Yes, use these",
  decline: (sum: string) => `No, refund ${sum}`,
  until: (when: string) => `Please answer by ${when}.`,
  byDefault: {
    make: "If we do not hear from you by then, we make it with these flowers.",
    refund: "If we do not hear from you by then, we leave it out and refund you.",
  } as Record<string, string>,
  ended: {
    approved: { title: "Thank you, we make it so", text: "Your florist has your yes, and the flowers are set aside for you." },
    declined: { title: "We leave it out", text: "Your money goes back to where you paid from. Some banks take a few days to show it." },
    lapsed: { title: "The time to answer is over", text: "We had no answer from you, so we did what our letter said. Your order shows it." },
    withdrawn: { title: "There is nothing to answer any more", text: "We have taken this question back. Your order shows how it is made." },
    over: { title: "The time to answer is over", text: "We do now what our letter said. Please call us if you would like something else." },
  } as Record<string, { title: string; text: string }>,
  seeOrder: "See your order",
  unknownTitle: "This link opens nothing",
  unknown: "Please open the link in our letter once more, all of it. If that does not help, call us.",
  home: "To the shop",
};
