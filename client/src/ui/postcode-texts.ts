export const postcodeTexts = {
  postcode: "ZIP code",
  postcodeMissing: "Please enter the ZIP code the flowers go to.",
  outsideTitle: "Our vans do not go there yet.",
  outsideBefore: "Call us on",
  outsideAfter: "and we will see what we can do.",
};
