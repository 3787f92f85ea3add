/**
 * The shapes of the shop's HTTP API, by hand until they are generated from openapi.json (`npm run types`).
 * Money is integer minor units, a delivery day is "2027-02-14", an instant is ISO 8601 in UTC.
 */
export interface Money { amount: number; currency: string }
export type DayString = string;
export type Instant = string;

export interface Page<T> { items: T[]; total: number; page: number; page_size: number }
export interface Named { slug: string; name: string }
export interface Coded { code: string; label: string }

export interface Shop {
  name: string;
  tagline: string;
  phone: string;
  email: string;
  address: { line1: string; city: string; region: string; postcode: string; country: string };
  time_zone: string;
  currency: string;
  locale: string;
  card_message_limit: number;
  opening_hours: string[];
}

export interface Picture { alt: string; width: number; height: number; renditions: { url: string; width: number }[] }
export interface Season { from_month: number; to_month: number }

export interface ProductSummary {
  slug: string;
  name: string;
  summary: string;
  kind: string;
  category: string;
  colors: string[];
  image_url: string | null;
  picture: Picture | null;
  price_from: Money;
  pet_safe: boolean | null;
  pollen_free: boolean | null;
  season: Season | null;
  in_season: boolean;
}

export interface FacetValue { value: string; label: string; count: number }
export interface Facets {
  category: FacetValue[];
  color: FacetValue[];
  occasion: FacetValue[];
  price: { min: number | null; max: number | null };
}
export interface ProductList extends Page<ProductSummary> { facets: Facets; did_you_mean: string | null }
export type ProductSort = "featured" | "price" | "-price" | "name" | "newest";
export interface ProductFilters {
  q?: string;
  category?: string[];
  color?: string[];
  occasion?: string[];
  price_min?: number;
  price_max?: number;
  delivery_date?: DayString;
  postcode?: string;
  sort?: ProductSort;
  page?: number;
  page_size?: number;
}

export interface Content { name: string; quantity: number; kind: "stem" | "item" }
export interface Variant { id: number; sku: string; size: string; label: string; price: Money; contents: Content[] }
export interface Addon {
  variant_id: number;
  slug: string;
  name: string;
  summary: string;
  image_url: string | null;
  picture: Picture | null;
  price: Money;
}
export interface Product {
  slug: string;
  name: string;
  description: string;
  care: string;
  summary: string;
  kind: string;
  category: Named;
  occasions: Named[];
  colors: Named[];
  season: Season | null;
  in_season: boolean;
  pet_safe: boolean | null;
  pollen_free: boolean | null;
  pet_note: string | null;
  vase_days: number | null;
  image_url: string | null;
  pictures: Picture[];
  price_from: Money;
  variants: Variant[];
  addons: Addon[];
}
export interface Category extends Named { count: number }
export interface Occasion extends Named { count: number; image_url: string | null }

export type ReasonCode =
  | "zone" | "cutoff" | "lead" | "closed" | "blackout" | "slot_full" | "van_full" | "workroom_full" | "stems_short";
export interface Reason { code: ReasonCode; message: string; stems?: string[] }
export interface DeliveryDay { date: DayString; available: boolean; reasons: Reason[]; fee_from: Money | null }
export interface DeliveryDates {
  postcode: string;
  zone: { name: string; fee: Money; free_above: Money | null; minimum_order: Money | null };
  first_available: DayString | null;
  dates: DeliveryDay[];
}
export interface Slot {
  id: number;
  date: DayString;
  label: string;
  starts_at: Instant;
  ends_at: Instant;
  cutoff_at: Instant;
  whole_day: boolean;
  fee: Money;
  available: boolean;
  reasons: Reason[];
  places_left: number;
}
export interface DeliverySlots { date: DayString; slots: Slot[] }

export type KindOfPlace = "home" | "business" | "hospital" | "school" | "funeral_home" | "hotel" | "other";
/** The postcode is the delivery's own. */
export interface Recipient {
  name: string;
  phone: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  notes: string;
  kind_of_place: KindOfPlace;
}
export interface CartLine {
  id: string;
  variant_id: number;
  product_slug: string;
  product_name: string;
  variant_label: string;
  kind: string;
  image_url: string | null;
  quantity: number;
  unit_price: Money;
  total: Money;
  available: boolean;
}
export type DeliveryMethod = "van";
export interface CartDelivery {
  id: string;
  method: DeliveryMethod;
  postcode: string | null;
  date: DayString | null;
  slot: Slot | null;
  slot_problem: Reason | null;
  recipient: Recipient | null;
  card_message: string;
  lines: CartLine[];
  items: Money;
  delivery_fee: Money | null;
  tax: Money | null;
  total: Money;
}
export interface Cart {
  id: string | null;
  currency: string;
  count: number;
  deliveries: CartDelivery[];
  totals: { items: Money; delivery: Money | null; tax: Money | null; total: Money; complete: boolean };
  card_message_limit: number;
}
export interface NewLine { variant_id: number; quantity: number; delivery_id?: string }
export interface NewDelivery { postcode?: string; date?: DayString }
export interface DeliveryChange {
  method?: DeliveryMethod;
  postcode?: string;
  date?: DayString;
  slot_id?: number;
  recipient?: Recipient;
  card_message?: string;
}

export interface Buyer { name: string; email: string; phone: string }
export interface NewOrder { buyer: Buyer; expected_total: Money }
export type OrderLine = Omit<CartLine, "id" | "variant_id" | "kind" | "available">;
export interface OrderDelivery {
  id: string;
  method: DeliveryMethod;
  status: Coded;
  date: DayString;
  slot_label: string;
  recipient: Recipient & { postcode: string };
  card_message: string;
  lines: OrderLine[];
  items: Money;
  delivery_fee: Money;
  tax: Money;
  total: Money;
}
export interface Order {
  number: string;
  placed_at: Instant;
  status: Coded;
  progress: string | null;
  buyer: Buyer;
  deliveries: OrderDelivery[];
  totals: { items: Money; delivery: Money; tax: Money; total: Money };
  payment: { status: Coded; redirect_url: string | null; expires_at?: Instant | null };
  history: { at: Instant; label: string }[];
}
