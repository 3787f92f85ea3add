import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "@/styles/fonts.css";
import "./admin.css";
import { Admin } from "./admin";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root");

createRoot(root).render(
  <StrictMode>
    <BrowserRouter basename="/admin">
      <Admin />
    </BrowserRouter>
  </StrictMode>,
);
