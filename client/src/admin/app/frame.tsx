/** The frame of every page: the menu at the side, behind a button on narrow screens. */
import { AppShell, Box, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { LogOut, ShieldCheck, Store } from "lucide";
import { Suspense, useEffect, useRef, type MouseEvent } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { useLogin, useMe } from "@/admin/lib/me";
import { Waiting } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { PageBoundary } from "./page-boundary";
import { PAGES } from "./pages";
import { texts } from "./texts";

const WIDTH = 232;

export function Frame() {
  const [open, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // Whoever goes to another page by keyboard or screen reader starts at its beginning.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [pathname]);
  return (
    <AppShell padding={{ base: "md", md: "xl" }} header={{ height: { base: 56, md: 0 } }} navbar={{ width: WIDTH, breakpoint: "md", collapsed: { mobile: !open } }}>
      <a className="skip" href="#page">{texts.skip}</a>
      <AppShell.Header hiddenFrom="md" px="md">
        <Group h="100%">
          <Burger opened={open} onClick={toggle} size="sm" aria-label={texts.menu} aria-expanded={open} />
          <Wordmark />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" aria-label={texts.pages} bg="gray.1">
        <Menu onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1} ref={main}>
        <PageBoundary key={pathname}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </PageBoundary>
      </AppShell.Main>
    </AppShell>
  );
}

function Menu({ onGo }: { onGo: () => void }) {
  const me = useMe();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { leave } = useLogin();
  const go = (to: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    onGo();
    void navigate(to);
  };
  return (
    <Stack h="100%" gap="xs">
      <Box visibleFrom="md" mb="md" px="xs"><Wordmark /></Box>
      {PAGES.filter(({ permission }) => me.permissions.includes(permission)).map(({ to, name, icon }) => (
        <NavLink
          key={to}
          component="a"
          href={`/admin${to}`}
          label={name}
          leftSection={<Icon of={icon} />}
          active={to === "/" ? pathname === "/" : pathname.startsWith(to)}
          aria-current={pathname === to ? "page" : undefined}
          onClick={go(to)}
        />
      ))}
      <Stack gap={4} mt="auto" px="xs">
        <Text size="sm" fw={550}>{me.name}</Text>
        <Text size="xs" c="gray.6">{me.email}</Text>
        <Button component="a" href="/" variant="subtle" size="compact-sm" justify="flex-start" px={0} leftSection={<Icon of={Store} size={16} />}>{texts.toShop}</Button>
        <Button component="a" href="/admin/security" aria-current={pathname === "/security" ? "page" : undefined} variant="subtle" size="compact-sm" justify="flex-start" px={0} leftSection={<Icon of={ShieldCheck} size={16} />} onClick={go("/security")}>{texts.security}</Button>
        <Button variant="subtle" size="compact-sm" justify="flex-start" px={0} leftSection={<Icon of={LogOut} size={16} />} onClick={() => void leave()}>{texts.logOut}</Button>
      </Stack>
    </Stack>
  );
}

function Wordmark() {
  return <Text ff="heading" size="xl" c="green.7" component="span">Posy</Text>;
}
