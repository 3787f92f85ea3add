/** The back office's pages: address, name, and the permission without which the menu does not show them. */
import { CalendarCheck, CalendarX2, Flower2, Gauge, type IconNode, Mail, MapPin, Scissors, Sprout, TicketPercent, Truck, Users } from "lucide";
import { texts } from "./texts";

export interface PageLink { to: string; name: string; icon: IconNode; permission: string }

export const PAGES: PageLink[] = [
  { to: "/", name: texts.today, icon: CalendarCheck, permission: "see_orders" },
  { to: "/orders", name: texts.orders, icon: Flower2, permission: "see_orders" },
  { to: "/workroom", name: texts.workroom, icon: Scissors, permission: "make" },
  { to: "/deliveries", name: texts.deliveries, icon: Truck, permission: "deliver" },
  { to: "/stock", name: texts.stock, icon: Sprout, permission: "manage_stock" },
  { to: "/capacity", name: texts.capacity, icon: Gauge, permission: "close_days" },
  { to: "/calendar", name: texts.calendar, icon: CalendarX2, permission: "close_days" },
  { to: "/zones", name: texts.zones, icon: MapPin, permission: "close_days" },
  { to: "/promotions", name: texts.promotions, icon: TicketPercent, permission: "set_promotions" },
  { to: "/letters", name: texts.letters, icon: Mail, permission: "edit_orders" },
  { to: "/staff", name: texts.staff, icon: Users, permission: "manage_staff" },
];
