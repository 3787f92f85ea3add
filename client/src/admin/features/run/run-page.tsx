/** The driver's page, on a phone: the next stop large, what comes after it, and what waits to be sent. */
import { Box, Button, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { isProblem } from "@/lib/api/problem";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { accessQuery, dayQuery, post, withHeard } from "./door";
import { makeOutbox, type Outbox } from "./outbox";
import { OutboxPanel } from "./outbox-panel";
import { photoStore } from "./photo-store";
import classes from "./run.module.css";
import { texts } from "./texts";
import { Tour } from "./tour";
import { useOutbox } from "./use-outbox";

export default function RunPage() {
  const { hash } = useLocation();
  return (
    <Box component="main" className={classes.page}>
      {hash.length > 1 ? <Exchange token={decodeURIComponent(hash.slice(1))} /> : <Road />}
    </Box>
  );
}

/** The link carries its secret behind the #; once it is a cookie, it is gone from the address. */
function Exchange({ token }: { token: string }) {
  const { data: open, error, refetch } = useQuery(accessQuery(token));
  if (open) return <Navigate to="/run" replace />;
  if (error) return <Closed error={error} onRetry={() => void refetch()} />;
  return <Waiting />;
}

function Road() {
  const client = useQueryClient();
  const [outbox] = useState<Outbox>(() =>
    makeOutbox({
      storage: localStorage,
      photos: photoStore,
      post,
      onHeard: async (heard) => {
        await client.cancelQueries({ queryKey: dayQuery.queryKey }); // an older answer would bring the stop back
        client.setQueryData(dayQuery.queryKey, (day) => withHeard(day, heard));
      },
    }),
  );
  const { waiting, refused } = useOutbox(outbox);
  const { data: day, error, refetch } = useQuery(dayQuery);
  return (
    <Stack gap="lg">
      <OutboxPanel waiting={waiting} refused={refused} outbox={outbox} />
      {day && <Tour day={day} waiting={waiting} outbox={outbox} />}
      {!day && error && <Closed error={error} onRetry={() => void refetch()} />}
      {!day && !error && <Waiting />}
    </Stack>
  );
}

/** No run can be shown: in the shop's words where it has said why, with the ways on. */
function Closed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const navigate = useNavigate();
  const isLink = isProblem(error, "link_expired", "link_unknown");
  if (!isLink && !isProblem(error, "unauthenticated", "forbidden")) return <Trouble error={error} onRetry={onRetry} />;
  return (
    <Stack gap="sm" pt="xl" role="alert">
      <Title order={1} size="h2">{isProblem(error, "link_unknown") ? texts.unknown : isLink ? texts.ended : texts.noLink}</Title>
      <Text>{isLink ? error.message : texts.noLinkMore}</Text>
      <Button size="lg" variant="default" onClick={() => void navigate("/login", { state: { from: "/run" } })}>{texts.logIn}</Button>
    </Stack>
  );
}
