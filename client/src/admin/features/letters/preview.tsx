import { Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import classes from "./letters.module.css";
import { previewQuery, type CampaignBody } from "./queries";
import { editorTexts as texts } from "./texts";

const PAUSE_MS = 400;

/** The letter as its readers get it. It stands in a frame that may do nothing: no scripts, no forms, no way out. */
export function Preview({ draft }: { draft: CampaignBody }) {
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const [width, setWidth] = useState("phone");
  const { data, error } = useQuery(previewQuery(settled));
  return (
    <Stack gap="sm" component="section" aria-labelledby="preview">
      <Group justify="space-between">
        <Title order={2} size="h3" id="preview">{texts.preview}</Title>
        <SegmentedControl aria-label={texts.width} value={width} onChange={setWidth} data={[{ value: "phone", label: texts.phone }, { value: "desk", label: texts.desk }]} />
      </Group>
      {error && <Trouble error={error} />}
      {data ? (
        <iframe title={texts.previewOf(data.subject)} sandbox="" srcDoc={data.html} className={width === "phone" ? `${classes.preview} ${classes.phone}` : classes.preview} />
      ) : (
        <Text c="gray.7">{texts.previewWaits}</Text>
      )}
    </Stack>
  );
}
