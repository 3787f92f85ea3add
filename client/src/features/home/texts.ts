/** Words of what is seen first; the rest is in below/texts.ts and travels with it. */
export const texts = {
  documentTitle: "Posy",
  from: (city: string) => `A flower shop in ${city}`,
  title: "Flowers that keep their word",
  lead: "Tied by hand shortly before they leave us, and at the door on the day you choose.",
  heroAlt:
    "Five arrangements on a wooden counter against a green wall: blue hydrangea and delphinium, coral roses with burgundy snapdragons, and peach garden roses in stoneware.",
  where: "Where and when?",
  whereLabel: "ZIP code they are going to",
  whereAction: "See the days",
  whenTo: (postcode: string) => `To ${postcode}. Which day?`,
  chooseDay: "Choose the day",
  chosen: (day: string, postcode: string) => `${day}, to ${postcode}`,
  seeChosen: "See what can come",
  change: "Change",
  lovelyToday: "Lovely right now",
  lovelyOn: (weekday: string) => `Lovely for ${weekday}`,
  lovelyText: "What the growers are proud of this week, and what we can tie with it.",
  lovelyOnText: (day: string, postcode: string) => `Everything here can be made for ${day} and brought to ${postcode}.`,
  seeAll: "See all flowers",
};
