import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import "@/styles/index.css";
import { App } from "./app";
import { makeQueryClient } from "@/lib/query-client";

/** After a new release the old page's parts are gone: load the new page, but not again and again. */
const RELOADED = "posy-reloaded-at";
window.addEventListener("vite:preloadError", () => {
  const last = Number(sessionStorage.getItem(RELOADED));
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
});

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root");

createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App queryClient={makeQueryClient()} />
    </BrowserRouter>
  </StrictMode>,
);
