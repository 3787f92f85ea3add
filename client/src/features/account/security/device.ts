/** What a browser calls itself, in words: "Safari on an iPhone". Its own name for itself is long, and claims to be all others. */
const BROWSERS: [RegExp, string][] = [
  [/Edg/, "Edge"], [/OPR/, "Opera"], [/SamsungBrowser/, "Samsung Internet"], [/Firefox|FxiOS/, "Firefox"], [/Chrome|CriOS/, "Chrome"], [/Safari/, "Safari"],
];
const MACHINES: [RegExp, string][] = [
  [/iPhone/, "an iPhone"], [/iPad/, "an iPad"], [/Android/, "Android"], [/Mac OS/, "a Mac"], [/Windows/, "Windows"], [/CrOS/, "a Chromebook"], [/Linux/, "Linux"],
];

const found = (names: [RegExp, string][], agent: string) => names.find(([sign]) => sign.test(agent))?.[1];

export function deviceWords(agent: string): string {
  const browser = found(BROWSERS, agent);
  const machine = found(MACHINES, agent);
  if (browser && machine) return `${browser} on ${machine}`;
  return browser ?? machine ?? agent;
}
