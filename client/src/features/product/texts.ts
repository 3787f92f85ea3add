export const texts = {
  title: "Bouquet",
};
