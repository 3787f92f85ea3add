export const texts = {
  title: "Good morning",
  lead: "Log in to the back office.",
  email: "Email",
  password: "Password",
  totp: "Code of your app",
  totpHint: "Or one of your recovery codes.",
  enter: "Log in",
  forgot: "Forgot your password?",
};

export const welcomeTexts = {
  title: "Welcome to the shop",
  lead: "Choose the password that you log in with.",
  password: "Password",
  hint: "At least 8 characters. A sentence is fine.",
  short: "Please take at least 8 characters.",
  go: "Keep this password",
  doneTitle: "You are set",
  done: "Your password is kept. Log in with it.",
  login: "Log in",
  overTitle: "This invitation has ended",
  over: "It works once, and for seven days. Ask whoever invited you to send it again.",
};
