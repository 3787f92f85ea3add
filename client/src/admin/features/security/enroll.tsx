import { Button, Code, Group, Image, List, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import type { SyntheticEvent } from "react";
import { renew } from "@/lib/session";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { useBegin, useConfirm, type Factor } from "./queries";
import { texts } from "./texts";

interface Props { has: boolean; onDone: () => void; onCancel?: (() => void) | undefined }

const fieldOf = (event: SyntheticEvent<HTMLFormElement>, name: string): string => {
  const given = new FormData(event.currentTarget).get(name);
  return typeof given === "string" ? given.trim() : "";
};

/** The password, the picture for the app, its first code, and the codes for a lost phone: one after the other. */
export function Enroll({ has, onDone, onCancel }: Props) {
  const begin = useBegin();
  const confirm = useConfirm();
  const finish = async () => {
    await renew();
    said(texts.added);
    onDone();
  };
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recovery_codes} onKept={() => void finish()} />;
  if (begin.data) return <Scan factor={begin.data} confirm={confirm} onCancel={onCancel} />;
  const aboutPassword = wordsIf(begin.error, "password_refused");
  const aboutCode = wordsIf(begin.error, "totp_refused", "totp_required", "code_refused");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const code = fieldOf(event, "code");
        const password = new FormData(event.currentTarget).get("password");
        begin.mutate({ password: typeof password === "string" ? password : "", ...(code && { code }) });
      }}
    >
      <Stack gap="md">
        {begin.error && !aboutPassword && !aboutCode && <Trouble error={begin.error} />}
        <PasswordInput name="password" label={texts.password} error={aboutPassword} autoComplete="current-password" size="md" required />
        {has && <TextInput name="code" label={texts.currentCode} error={aboutCode} inputMode="numeric" autoComplete="one-time-code" size="md" required />}
        <Group>
          <Button type="submit" size="md" loading={begin.isPending}>{texts.begin}</Button>
          {onCancel && <Button variant="subtle" size="md" onClick={onCancel}>{texts.cancel}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

/** Inline SVG says no namespace; on its own, as a picture, it must. */
function pictureOf({ qr_svg }: Factor): string {
  const svg = qr_svg.includes("xmlns=") ? qr_svg : qr_svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function Scan({ factor, confirm, onCancel }: { factor: Factor; confirm: ReturnType<typeof useConfirm>; onCancel: Props["onCancel"] }) {
  const wrong = wordsIf(confirm.error, "totp_refused", "code_refused");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(fieldOf(event, "code").replaceAll(/\s/g, ""));
      }}
    >
      <Stack gap="md">
        <Title order={3} size="h4">{texts.scanTitle}</Title>
        <Text>{texts.scan}</Text>
        <Image src={pictureOf(factor)} alt={texts.picture} w={208} h={208} fit="contain" bg="white" p="xs" />
        <div>
          <Text size="sm" c="gray.6">{texts.secret}</Text>
          <Code fz="md" style={{ overflowWrap: "anywhere" }}>{factor.secret}</Code>
        </div>
        {confirm.error && !wrong && <Trouble error={confirm.error} />}
        <TextInput name="code" label={texts.code} error={wrong} inputMode="numeric" autoComplete="one-time-code" size="md" maw={240} required />
        <Group>
          <Button type="submit" size="md" loading={confirm.isPending}>{texts.confirm}</Button>
          {onCancel && <Button variant="subtle" size="md" onClick={onCancel}>{texts.cancel}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    said(texts.copied);
  };
  return (
    <Stack gap="md" role="status">
      <Title order={3} size="h4">{texts.codesTitle}</Title>
      <Text>{texts.codes(codes.length)}</Text>
      <List listStyleType="none" aria-label={texts.codesTitle} styles={{ root: { columns: 2, maxWidth: "24rem" } }}>
        {codes.map((code) => (
          <List.Item key={code}><Code fz="md">{code}</Code></List.Item>
        ))}
      </List>
      <Group>
        <Button size="md" onClick={onKept}>{texts.kept}</Button>
        <Button variant="default" size="md" onClick={() => void copy()}>{texts.copy}</Button>
      </Group>
    </Stack>
  );
}
