import { plural } from "@/lib/plural";

interface StatusWords { title: string; text: string }

/** Words for each state of an order; the server gives its code. */
export const statusTexts: Record<string, StatusWords> = {
  pending_payment: {
    title: "Waiting for your payment",
    text: "As soon as it is through, this page says so by itself.",
  },
  confirmed: {
    title: "Your order is confirmed",
    text: "Our florists tie your flowers fresh on the day. You have a letter with everything in it.",
  },
  preparing: { title: "We are tying your flowers", text: "Your flowers are on the workbench right now." },
  ready: { title: "Your flowers are ready", text: "They stand in cool water and wait to go." },
  out_for_delivery: { title: "Your flowers are on their way", text: "Our van has left with them." },
  delivered: { title: "Delivered", text: "Your flowers have arrived. Thank you for sending them with us." },
  cancelled: { title: "This order is cancelled", text: "Nothing more will happen with it." },
  expired: { title: "This order has expired", text: "The payment did not come in time, so we let the flowers go." },
  replaced: { title: "You have placed this order again", text: "A newer order has taken its place." },
};

/** What became of the money of an order that ended. */
export const moneyTexts = {
  none: "Nothing was charged.",
  onItsWay: (total: string) => `Your ${total} are on their way back to you.`,
  back: (total: string) => `Your ${total} have gone back to where you paid from. Some banks take a few days to show it.`,
  partly: "Part of what you paid has gone back to you; the rest follows. Call us if anything is missing.",
  unknown: "We are still checking your payment. If anything was charged, it goes back to you.",
};

export const heldTexts = {
  held: (time: string) => `We hold your flowers and your place until ${time}`,
  left: (minutes: number) => plural(minutes, { one: "# minute left", other: "# minutes left" }),
  over: (time: string) => `We held your flowers and your place until ${time}. If they are still free, you can pay now.`,
};

/** An order that is ours to make before all of it is paid. */
export const balanceTexts = {
  title: (sum: string) => `Still to pay: ${sum}`,
  titleBy: (sum: string, when: string) => `Still to pay: ${sum} by ${when}`,
  overdue: (sum: string, when: string) => `Still to pay: ${sum}, since ${when}`,
  text: "Your flowers are set aside for you all the same.",
  part: (paid: string, total: string) => `${paid} of ${total} are paid.`,
  pay: (sum: string) => `Pay ${sum}`,
  call: "Please call us to pay the rest:",
};

export const keepTexts = {
  title: "Keep this order in an account",
  text: "See your orders in one place, save your recipients, and send the next flowers in three taps.",
  signUp: "Make an account",
  logIn: "Log in",
  claimTitle: "This order is not among yours yet",
  claimText: "We send a code to its address, and then it is kept with your other orders.",
  claim: "Add to my orders",
};

export const cancelTexts = {
  open: "Cancel this order",
  until: (when: string) => `You can cancel it here until ${when}.`,
  title: "Cancel this order?",
  refund: (total: string) => `We send the whole ${total} back to where you paid from. Your flowers go back into our cooler, and your time to somebody else.`,
  refundRest: "We send back what you paid and have not had back yet. Your flowers and your time go to somebody else.",
  free: "Nothing was charged, so nothing has to be sent back. Your flowers and your time go to somebody else.",
  unpaid: "Nothing was charged, and nothing will be. We let go of the flowers we set aside; your cart keeps everything, should you change your mind.",
  all: (n: number) => (n === 2 ? "Both deliveries are cancelled." : `All ${n} deliveries are cancelled.`),
  confirm: "Cancel the order",
  keep: "Keep it",
  stands: "Your payment had just come through, so the order stands as it is now.",
};

/** Why something could not be done with an order; the server gives the code. */
export const refusalTexts: Record<string, string> = {
  not_cancellable: "This order can no longer be cancelled here. Please call us, and we will see what we can do.",
  not_payable: "This order does not wait for a payment any more.",
  order_replaced: "You have placed this order again. The newer one counts.",
  payment_in_question: "We are checking your payment. Please do not pay again; call us if you are in a hurry.",
  payment_unavailable: "The payment page does not answer right now. Please try again in a minute.",
  payment_method_off: "This way to pay is not offered any more. Please choose another.",
  payment_refused: "The payment could not be started. Please try again, or call us.",
  hold_limit: "We have kept your flowers as long as we can. Please cancel this order and order again: your cart still has everything.",
  in_progress: "Your payment page is just being opened in another window. Please try again in a moment.",
  busy: "Many people are buying right now. Please try again in a moment.",
  too_many_requests: "That was a little fast. Please try again in a moment.",
  order_not_found: "This browser may no longer see the order. Please open the link in its letter.",
  unreachable: "We cannot reach the shop. Please check your connection and try again.",
  csrf: "Please reload this page and try again.",
  internal: "Something broke on our side. Please try again in a minute.",
};

/** Codes that a person of the shop can help with. */
export const toCallAbout = ["not_cancellable", "payment_in_question", "payment_refused"];

export const texts = {
  title: (number: string) => `Order ${number}`,
  number: (number: string) => `Order ${number}`,
  thanks: (name: string) => `Thank you, ${name}`,
  letter: (email: string) => `We have sent the confirmation to ${email}.`,
  placed: (when: string) => `Placed ${when}`,
  pay: "Pay now",
  declined: "PayPal could not charge what you chose, and nothing was taken. Please choose something else there, or pay another way.",
  payTooLate: "This order has waited as long as we can hold flowers. Please cancel it and order again: your cart still has everything.",
  cancelFirst: "Cancel it",
  looking: "Looking for your payment",
  waitedLong: "This takes longer than it should. If you have paid, your letter will tell you; nothing is lost.",
  lookAgain: "Look again",
  stillPossible: "Your payment came after we had let the flowers go. These times can still be had, if you order again:",
  orderAgain: "Back to my cart",
  seeOrder: (number: string) => `See order ${number}`,
  callUs: "Call us:",
  seeFlowers: "See more flowers",
  way: "How far along it is",
  steps: { confirmed: "Confirmed", preparing: "Being tied", out_for_delivery: "On its way", delivered: "Delivered" },
  collectionSteps: { confirmed: "Confirmed", preparing: "Being tied", ready: "Ready for you", delivered: "Collected" },
  stepDone: "done:",
  stepCurrent: "now:",
  delivery: "Delivery",
  collection: "Collection at the shop",
  deliveryOf: (index: number, of: number) => `Delivery ${index} of ${of}`,
  when: "When",
  to: "To",
  collectedBy: "Collected by",
  notes: "Notes for the driver",
  service: "Service begins",
  ribbon: "The ribbon says",
  safePlace: "If nobody opens",
  sender: "Sender",
  failed: (reason: string) => `We could not hand them over: “${reason}” We are looking for another time, and will be in touch.`,
  proof: (when: string, by: string) => (by ? `Handed over ${when}. Received by: ${by}` : `Handed over ${when}`),
  photo: "The flowers where we delivered them",
  secret: "We do not say who sent them.",
  card: "The card says",
  noCard: "No message: the card stays blank.",
  flowers: "What is in it",
  quantity: (label: string, n: number, cancelled: number) =>
    [n > 1 ? `${n} × ${label}` : label, cancelled > 0 && `${cancelled} cancelled`].filter(Boolean).join(", "),
  asked: (until: string) => `One flower is not good enough, and we have asked you by email what to do. Please answer by ${until}.`,
  substituted: "Made with other flowers",
  instead: (n: number, name: string, insteadOf: string) => `${n} × ${name} instead of ${insteadOf}`,
  agreed: {
    choice: "As you chose at checkout.",
    buyer: "You said yes to this.",
    silence: "We had no answer in time, and did what our letter said.",
  } as Record<string, string>,
  choice: "If a flower is not good enough",
  choices: {
    match_color: "We match the color",
    match_flower: "We match the flower",
    ask: "We ask you first",
    refund: "We leave it out and refund it",
  } as Record<string, string>,
  totals: "What it comes to",
  credit: "Taken off since",
  paid: "Paid",
  stillToPay: "Still to pay",
  payment: (label: string) => `Payment: ${label}`,
  history: "What has happened",
  help: "Questions about this order? Call",
  unknownTitle: "We cannot show this order here",
  unknownText:
    "An order opens on the device that placed it, and through the link in its letter. Please open the link in your confirmation; it brings you right here.",
  unknownHelp: "No letter? Call us at",
  loading: "Opening your order",
};
