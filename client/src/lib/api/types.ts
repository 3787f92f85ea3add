/**
 * The shapes of the shop's HTTP API by their names in the shop, taken from the server's own document (`npm run types`).
 * Money is integer minor units, a delivery day is "2027-02-14", an instant is ISO 8601 in UTC.
 */
import type { components } from "./schema";
import type { Gets, Patches, Posts } from "./endpoints";

type Schemas = components["schemas"];

export type DayString = string;
export type Instant = string;
export interface Page<T> { items: T[]; total: number; page: number; page_size: number }

export type Money = Schemas["MoneyModel"];
export type Shop = Schemas["ShopModel"];

export type Picture = Schemas["PictureModel"];
export type Season = Schemas["SeasonModel"];
export type ProductSummary = Schemas["ProductCard"];
export type FacetValue = Schemas["FacetValue"];
export type Facets = Schemas["Facets"];
export type ProductList = Schemas["ProductList"];
export type ProductFilters = NonNullable<Gets["/api/products"]["query"]>;
export type ProductSort = NonNullable<ProductFilters["sort"]>;
export type Variant = Schemas["VariantModel"];
export type Addon = Schemas["AddonModel"];
export type Product = Schemas["ProductModel"];
export type Category = Schemas["CategoryModel"];
export type Occasion = Schemas["OccasionModel"];

export type DeliveryDay = Schemas["DateModel"];
export type DeliveryDates = Schemas["DatesModel"];
export type Slot = Schemas["SlotModel"];
export type DeliverySlots = Schemas["SlotsModel"];
export type DeliveryMethod = CartDelivery["method"];

export type Cart = Schemas["CartModel"];
export type CartDelivery = Schemas["CartDeliveryModel"];
export type CartLine = Schemas["LineModel"];
export type Recipient = Schemas["RecipientModel"];
export type KindOfPlace = Recipient["kind_of_place"];
export type NewLine = Posts["/api/cart/lines"]["body"];
export type NewDelivery = Posts["/api/cart/deliveries"]["body"];
export type DeliveryChange = Patches["/api/cart/deliveries/{delivery_id}"]["body"];

export type Buyer = Schemas["ShownBuyerModel"];
export type Substitution = Posts["/api/orders"]["body"]["substitution"];
export type Asked = Schemas["SubstitutionModel"];
export type Order = Schemas["OrderModel"];
export type OrderDelivery = Schemas["OrderDeliveryModel"];
export type OrderLine = Schemas["OrderLineModel"];
export type OrderSummary = Schemas["OrderCard"];
export type Missing = Schemas["MissingModel"];

export type SavedAddress = Schemas["SavedAddressModel"];
export type Favorites = Schemas["FavoritesModel"];
export type KeyDate = Schemas["KeyDateModel"];
export type KeyOccasion = KeyDate["occasion"];
export type Preferences = Schemas["PreferencesModel"];
export type LoginSession = Schemas["SessionModel"];
