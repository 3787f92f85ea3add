export const texts = {
  title: "Posy",
};
