export const tabTexts = {
  label: "Pages about stock",
  shelf: "On the shelf",
  toBuy: "To buy",
  orders: "Orders",
  suppliers: "Suppliers",
  stems: "Stems",
};
