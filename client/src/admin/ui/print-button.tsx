/**
 * Prints papers of the shop: opens them as PDF in a new tab.
 *
 *   <PrintButton kind="dockets" deliveryIds={ids} />   <PrintButton kind="day" date={date} />   <PrintButton kind="run" runId={id} />
 */
import { Button, type ButtonProps } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { Printer } from "lucide";
import { MOST_AT_ONCE, openPaper, type Paper } from "@/admin/lib/paper";
import { wordsOf } from "./faces";
import { Icon } from "./icon";
import { texts } from "./print-texts";

type Look = Pick<ButtonProps, "variant" | "size" | "fullWidth" | "disabled">;

export function PrintButton({ variant = "default", size, fullWidth, disabled, ...paper }: Paper & Look) {
  const print = useMutation({
    mutationFn: openPaper,
    onError: (error) => notifications.show({ color: "petal", message: wordsOf(error), autoClose: 8000 }),
  });
  const count = "deliveryIds" in paper ? paper.deliveryIds.length : 1;

  function start() {
    if (count > MOST_AT_ONCE) notifications.show({ color: "petal", message: texts.tooMany(MOST_AT_ONCE) });
    else print.mutate(paper);
  }
  return (
    <Button variant={variant} size={size} fullWidth={fullWidth} disabled={disabled === true || count === 0} loading={print.isPending} leftSection={<Icon of={Printer} size={18} />} onClick={start}>
      {nameOf(paper)}
    </Button>
  );
}

function nameOf(paper: Paper): string {
  return "deliveryIds" in paper && paper.deliveryIds.length === 1 ? texts.one[paper.kind] : texts[paper.kind];
}
