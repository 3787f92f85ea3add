export const texts = {
  title: "Where and when?",
};
