/** What staff read where money is taken, and where an edit changes what an order costs. */
export const balanceTexts = {
  title: "Still to pay",
  due: (sum: string) => `${sum} still to pay`,
  until: (when: string) => `by ${when}`,
  overdue: "Overdue",
  take: "Take payment",
  send: "Send payment link",
  sent: (email: string) => `Payment link sent to ${email}.`,
};

export const takeTexts = {
  title: "Take payment",
  due: (sum: string) => `${sum} are still to pay.`,
  how: "How does it come?",
  methods: { cash: "In cash", card: "By card at the terminal", transfer: "By transfer" },
  amount: "How much?",
  tooMuch: (sum: string) => `At most ${sum}.`,
  note: "A note, such as a receipt's number",
  submit: (sum: string) => `Take ${sum}`,
  pending: "Take it",
  done: (sum: string) => `${sum} taken.`,
};

export const priceTexts = {
  title: "What it comes to then",
  before: "Total so far",
  ofIt: (tax: string) => `of it sales tax ${tax}`,
  ofItBoth: (fee: string, tax: string) => `of it delivery ${fee}, sales tax ${tax}`,
  more: "More",
  less: "Less",
  after: "Total then",
  collect: (sum: string) => `${sum} to collect`,
  goesBack: (sum: string) => `${sum} go back at once`,
  even: "Nothing to collect, nothing goes back",
  sendLink: "Send the buyer a link to pay it",
};

export const addTexts = {
  button: "Add flowers",
  title: "Add flowers",
  lines: "To add",
  line: (n: number, name: string, label: string) => [`${n} × ${name}`, label].filter(Boolean).join(", "),
  remove: (name: string) => `Not ${name}`,
  submit: "Add them",
  done: "Added.",
};

export const addressTexts = {
  button: "Other address",
  title: "Another address",
  ask: "See what it costs",
  submit: "Send it there",
  done: "It goes there now.",
};
