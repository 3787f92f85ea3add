/** How much is left of something on the day chosen, in words; only of what is nearly gone. */
import { useQuery } from "@tanstack/react-query";
import type { DayString } from "@/lib/api/types";
import { nearDay } from "@/lib/days-until";
import { plural } from "@/lib/plural";
import { shopQuery } from "@/lib/questions/shop";

const FEW = 5;

const texts = {
  left: (n: number, day: string) => plural(n, { one: `# left for ${day}`, other: `# left for ${day}` }),
  soldOut: (day: string) => `Sold out for ${day}`,
};

/** `leftWords(3)` is "3 left for Friday", or null without a day, and where there is plenty. */
export function useLeftWords(day: DayString | null): (left: number | null | undefined) => string | null {
  const { data: shop } = useQuery(shopQuery);
  return (left) => {
    if (day === null || !shop || (left ?? FEW + 1) > FEW) return null;
    const words = nearDay(day, shop.time_zone);
    return left ? texts.left(left, words) : texts.soldOut(words);
  };
}
