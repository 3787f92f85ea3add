/** A day of the shop for tests: a funeral, a late one, a collection. */
import type { Gets } from "@/lib/api/endpoints";

export type Today = Gets["/api/admin/today"]["answer"];
type DayDelivery = Today["deliveries"][number];

const dayDelivery: DayDelivery = {
  id: "11111111-1111-4111-8111-111111111111", number: "K7MD-93QA", version: 1, method: "van",
  status: { code: "scheduled", label: "Scheduled" }, slot_id: 1, slot_label: "9 am to 6 pm",
  starts_at: "2027-02-13T17:00:00Z", ends_at: "2027-02-14T02:00:00Z", due_at: "2027-02-14T02:00:00Z", late: false, urgent: false,
  zone: "Inner Portland", recipient_name: "June Park", phone: "503 555 0199", address: "12 SW Alder Street, Portland", postcode: "97201",
  kind_of_place: "home", service_time: null, card_message: "Happy birthday, June!", notes: "", placed_at: "2027-02-12T20:00:00Z",
  lines: [{ product_name: "Rose City Dozen", variant_label: "Standard", image_url: "/pictures/rose-city-dozen-480.webp", quantity: 1 }],
  run_id: null, run_name: null, stop: null,
};

export const today: Today = {
  date: "2027-02-13", today: "2027-02-13", open: true, time_zone: "America/Los_Angeles",
  deliveries: [
    { ...dayDelivery, id: "2", number: "AAAA-1111", recipient_name: "Ada Poole", service_time: "10:30", kind_of_place: "funeral_home" },
    { ...dayDelivery, late: true },
    { ...dayDelivery, id: "3", number: "CCCC-3333", recipient_name: "Nico Reyes", method: "collection", status: { code: "ready", label: "Ready" } },
  ],
  arrivals: [{ number: "K7MD-93QA", confirmed_at: "2027-02-12T20:05:00Z", buyer_name: "Ann Lee", date: "2027-02-13", deliveries: 1, total: { amount: 5400, currency: "USD" } }],
  conflicts: [{ kind: "stem_lot", ref: "7", what: "Freedom rose", over: 6, deliveries: [{ id: "1", number: "K7MD-93QA", recipient_name: "June Park", date: "2027-02-13", making_day: "2027-02-13", quantity: 10 }] }],
  dead_letters: [{ id: 4, kind: "order_confirmed", recipient: "ann@example.com", number: "K7MD-93QA", created_at: "2027-02-12T20:05:00Z", error: "no such mailbox" }],
  unpaid: [],
};
