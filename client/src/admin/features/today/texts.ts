export const texts = {
  title: "Today",
  nothing: "Nothing goes out on this day",
  nothingMore: "Orders appear here as soon as they are paid.",
};
