import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { isProblem } from "@/lib/api/problem";
import { useCode, type DeskCart } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

/** A promotion's code, as the customer says it. */
export function CodeSection({ cart, error }: { cart: DeskCart; error: unknown }) {
  const { apply, remove } = useCode(cart);
  const [typed, setTyped] = useState("");
  const unknown = isProblem(apply.error, "promotion_unknown");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") apply.mutate(typed.trim(), { onSuccess: () => setTyped("") });
  };
  const { promotion } = cart;
  return (
    <Section title={texts.code} error={error ?? (unknown ? null : apply.error) ?? remove.error}>
      {promotion ? (
        <Group justify="space-between">
          <div role="status">
            <Text fw={550}>{promotion.code} · {promotion.name}</Text>
            {promotion.problem && <Text size="sm" c="petal.8">{promotion.problem.message}</Text>}
          </div>
          <Button variant="default" h={44} loading={remove.isPending} onClick={() => remove.mutate(undefined)}>{texts.drop(promotion.code)}</Button>
        </Group>
      ) : (
        <Group component="form" align="flex-start" gap="sm" onSubmit={submit}>
          <TextInput aria-label={texts.codeLabel} placeholder={texts.codeLabel} error={unknown ? texts.unknownCode : undefined} size="md" maxLength={40} autoComplete="off" value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value.toUpperCase())} />
          <Button type="submit" variant="default" size="md" loading={apply.isPending}>{texts.use}</Button>
        </Group>
      )}
    </Section>
  );
}
