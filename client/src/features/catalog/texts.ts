export const texts = {
  title: "Flowers",
};
