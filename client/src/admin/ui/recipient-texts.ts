import { plural } from "@/lib/plural";

export const recipientTexts = {
  name: "Name",
  phone: "Phone",
  line1: "Street",
  line2: "Apartment, floor",
  city: "City",
  region: "State",
  postcode: "Postcode",
  kind_of_place: "Kind of place",
  home: "Home",
  places: { business: "Business", hospital: "Hospital", school: "School", funeral_home: "Funeral home", hotel: "Hotel", other: "Other place" } as Record<string, string>,
  notes: "For the driver",
  safe_place: "If nobody opens",
  service_time: "Service begins",
  ribbon_text: "On the ribbon",
  anonymous_sender: "Secret sender",
  card_message: "On the card",
  left: (n: number) => plural(n, { one: "# character left", other: "# characters left" }),
};
