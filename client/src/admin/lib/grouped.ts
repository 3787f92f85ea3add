/** Things by a name of theirs, in the order in which each name first came. (Object.groupBy needs a newer Node than we ask for.) */
export function grouped<T>(things: T[], nameOf: (thing: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(nameOf(thing), [...(groups.get(nameOf(thing)) ?? []), thing]);
  return [...groups];
}
