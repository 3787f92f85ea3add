/** The back office's pages: address, name, and the permission without which the menu does not show them. */
import { CalendarCheck, type IconNode, Scissors, Truck } from "lucide";
import { texts } from "./texts";

export interface PageLink { to: string; name: string; icon: IconNode; permission: string }

export const PAGES: PageLink[] = [
  { to: "/", name: texts.today, icon: CalendarCheck, permission: "see_orders" },
  { to: "/workroom", name: texts.workroom, icon: Scissors, permission: "make" },
  { to: "/deliveries", name: texts.deliveries, icon: Truck, permission: "deliver" },
];
