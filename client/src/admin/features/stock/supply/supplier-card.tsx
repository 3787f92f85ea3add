import { Anchor, Badge, Button, Group, Paper, Text, Title } from "@mantine/core";
import { Fragment } from "react";
import type { Supplier, Supply } from "./queries";
import classes from "./supply.module.css";
import { texts } from "./texts";
import { monthName, weekdayName } from "./week";

const TALL = 44;

interface Props { supplier: Supplier; onChange: () => void; onSupply: (known?: Supply) => void }

/** One supplier: how to reach it, and what it brings. */
export function SupplierCard({ supplier, onChange, onSupply }: Props) {
  const { name, note, active, supplies } = supplier;
  return (
    <Paper withBorder radius="lg" bg="white" p="md" component="section" aria-label={name}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="sm"><Title order={2} size="h3">{name}</Title>{!active && <Badge size="lg" variant="light" color="gray" c="gray.8" tt="none">{texts.inactive}</Badge>}</Group>
          <Reach supplier={supplier} />
          {note && <Text size="sm" c="gray.7">{note}</Text>}
        </div>
        <Button variant="default" h={TALL} aria-label={texts.changeOf(name)} onClick={onChange}>{texts.change}</Button>
      </Group>
      <ul className={classes.lines}>
        {supplies.map((supply) => (
          <li key={supply.stem_id} className={classes.line}>
            <div>
              <Text fw={550}>{supply.stem_name}</Text>
              <Text size="sm" c="gray.6">{wordsFor(supply)}</Text>
            </div>
            <Button variant="subtle" h={TALL} aria-label={texts.changeOf(texts.stemOf(supply.stem_name, name))} onClick={() => onSupply(supply)}>{texts.change}</Button>
          </li>
        ))}
      </ul>
      <Button variant="default" h={TALL} aria-label={texts.addStemOf(name)} onClick={() => onSupply()}>{texts.addStem}</Button>
    </Paper>
  );
}

function Reach({ supplier: { email, phone } }: { supplier: Supplier }) {
  const ways = [
    email && <Anchor key="mail" size="sm" href={`mailto:${email}`}>{email}</Anchor>,
    phone && <Anchor key="phone" size="sm" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</Anchor>,
  ].filter(Boolean);
  return <Text size="sm" c="gray.7">{ways.map((way, index) => <Fragment key={index}>{index > 0 && " · "}{way}</Fragment>)}</Text>;
}

function wordsFor({ weekdays, quantity, bunch, order_days_before, first_month, last_month }: Supply): string {
  if (weekdays.length === 0) return texts.noDays;
  const days = weekdays.map(weekdayName).join(", ");
  const season = first_month === 1 && last_month === 12 ? null : texts.season(monthName(first_month), monthName(last_month));
  return [texts.supplyWords(days, quantity, bunch), texts.ahead(order_days_before), season].filter(Boolean).join(" · ");
}
