import { plural } from "@/lib/plural";

export const moveTexts = {
  isNow: (name: string, label: string) => `${name}: ${label}`,
  areNow: (count: number, label: string) => `${plural(count, { one: "# delivery", other: "# deliveries" })}: ${label}`,
  takenBack: "Taken back",
  elsewhere: "Somebody else was faster",
  notMoved: (count: number) => plural(count, { one: "# was not moved", other: "# were not moved" }),
};
