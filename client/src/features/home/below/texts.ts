import { plural } from "@/lib/plural";

export const texts = {
  occasions: "What are they for?",
  occasionsText: "Start from the reason; we chose what says it well.",
  ways: (count: number) => plural(count, { one: "# way to say it", other: "# ways to say it" }),
  promiseEyebrow: "Our promise",
  promise: "We never sell what we cannot make and deliver.",
  promiseText:
    "Before a day is shown to you, we have counted three things. If they do not add up, we say so on the page, and not on the phone on the morning of a birthday.",
  counts: [
    { title: "The stems", text: "Every bouquet is sold from flowers that stand in our cooler on that day, fresh enough to last." },
    { title: "The hands", text: "A florist has a fixed number of hours at the bench. When they are taken, the day is full." },
    { title: "The van", text: "Each tour has so many stops. Yours is kept from the moment you order." },
  ],
  sympathyEyebrow: "For hard days",
  sympathy: "When there are no words, flowers can stand there instead.",
  sympathyText:
    "White, quiet, and easy to live with, for a home or for a service. We write your card by hand.",
  sympathyAction: "Flowers of sympathy",
  howEyebrow: "How it works",
  how: "Three things, and one of them is ours",
  steps: [
    { title: "Say where and when", text: "A ZIP code and a day are enough to begin. From then on every page tells the truth for that day." },
    { title: "Choose what says it", text: "Three sizes, what is in each, and a card in your words. No account needed." },
    { title: "We tie it and bring it", text: "That same morning, by hand, and then in our own van to the door." },
  ],
};
