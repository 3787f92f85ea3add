import type { Substitution } from "@/lib/api/types";
import { RadioCards } from "@/ui/radio-cards";
import { useKeepSubstitution } from "../buyer";
import { substitutionTexts as texts } from "./texts";

const CHOICES: readonly Substitution[] = ["match_color", "match_flower", "ask", "refund"];

/** Flowers are grown: what shall we do if one is not good enough on its day? */
export function SubstitutionChoice({ value, onChange }: { value: Substitution; onChange: (choice: Substitution) => void }) {
  const keep = useKeepSubstitution();
  return (
    <section className="grid gap-4 border-t border-line pt-6">
      <h2 className="text-heading">{texts.title}</h2>
      <RadioCards
        legend={texts.legend}
        name="substitution"
        columns={2}
        options={CHOICES.map((choice) => ({ value: choice, ...texts.choices[choice] }))}
        value={value}
        onChange={(choice) => {
          onChange(choice);
          keep(choice);
        }}
      />
    </section>
  );
}
