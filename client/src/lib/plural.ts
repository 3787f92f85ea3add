/** "1 stem", "3 stems": `plural(n, { one: "# stem", other: "# stems" })`, with the number written by Intl. */
import { LOCALE } from "@/lib/locale";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);

export function plural(count: number, forms: Forms): string {
  const form = forms[rules.select(count)] ?? forms.other;
  return form.replace("#", numbers.format(count));
}
