export const texts = {
  backOffice: "Back office",
  menu: "Menu",
  pages: "Pages of the back office",
  logOut: "Log out",
  toShop: "See the shop",
  skip: "Skip to the page",
  today: "Today",
  orders: "Orders",
  notFound: "There is no such page",
  notFoundMore: "It may have moved. The menu has all that there is.",
  forbidden: "Your login does not open this page",
  forbiddenMore: "Ask the shop's owner if you need it.",
};
