export const texts = {
  title: "Good morning",
  lead: "Log in to the back office.",
  email: "Email",
  password: "Password",
  enter: "Log in",
};
