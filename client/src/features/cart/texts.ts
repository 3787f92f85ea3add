export const texts = {
  title: "Your cart",
};
