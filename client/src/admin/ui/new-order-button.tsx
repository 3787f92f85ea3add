import { Button } from "@mantine/core";
import { PhoneCall } from "lucide";
import { useHref, useLinkClickHandler } from "react-router";
import type { MouseEvent } from "react";
import { useMay } from "@/admin/lib/me";
import { Icon } from "./icon";
import { texts } from "./texts";

const TO = "/orders/new";

/** The way to taking an order on the phone or at the counter. */
export function NewOrderButton() {
  const href = useHref(TO);
  const go = useLinkClickHandler(TO);
  if (!useMay("edit_orders")) return null;
  return (
    <Button component="a" href={href} size="md" leftSection={<Icon of={PhoneCall} size={18} />} onClick={(event: MouseEvent<HTMLAnchorElement>) => go(event)}>
      {texts.newOrder}
    </Button>
  );
}
