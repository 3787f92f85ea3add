/**
 * Papers of the shop as PDF. A link cannot carry a login, so a paper is fetched and then shown from this browser's memory,
 * in a tab of its own: there every browser, a tablet's too, can read, print and share it.
 */
import { addressOf } from "@/lib/api/client";
import { problemOf, unreachable } from "@/lib/api/problem";
import type { DayString } from "@/lib/api/types";
import { withLogin } from "@/lib/mine";

export type Paper =
  | { kind: "dockets" | "cards"; deliveryIds: string[] }
  | { kind: "labels"; deliveryIds: string[]; paper?: "label" | "letter" | "a4" }
  | { kind: "day"; date?: DayString }
  | { kind: "run"; runId: string };

/** How many deliveries one document may have. */
export const MOST_AT_ONCE = 100;
const KEPT_MS = 60_000;

function addressOfPaper(paper: Paper): string {
  switch (paper.kind) {
    case "day":
      return addressOf("/api/admin/print/day", { query: { date: paper.date } });
    case "run":
      return addressOf("/api/admin/print/run", { query: { run_id: paper.runId } });
    case "labels":
      return addressOf("/api/admin/print/labels", { query: { delivery_id: paper.deliveryIds, paper: paper.paper } });
    default:
      return addressOf(`/api/admin/print/${paper.kind}`, { query: { delivery_id: paper.deliveryIds } });
  }
}

async function fetchPaper(paper: Paper): Promise<Blob> {
  return withLogin(async (login) => {
    const response = await fetch(addressOfPaper(paper), { credentials: "same-origin", headers: login }).catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await problemOf(response);
    return response.blob();
  });
}

/** Opens a paper in a new tab; call it from a click, or the browser opens none. Throws what the server refused. */
export async function openPaper(paper: Paper): Promise<void> {
  // The tab is opened while the click still counts, and filled when the paper is there.
  const tab = window.open("", "_blank");
  try {
    const address = URL.createObjectURL(await fetchPaper(paper));
    setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
    if (tab) tab.location.replace(address);
    else save(address, `${paper.kind}.pdf`);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** For a browser that opens no tabs. */
function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
