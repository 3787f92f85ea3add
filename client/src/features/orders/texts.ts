export const texts = {
  title: "Your order",
};
