import type { StaffRole } from "./queries";

const roles: Record<StaffRole, string> = { owner: "Owner", manager: "Manager", florist: "Florist", driver: "Driver" };

export const texts = {
  title: "Staff",
  lead: "Who works in the shop, and what each login opens.",
  roles,
  roleMeans: {
    owner: "Everything, and who works here",
    manager: "Everything but who works here",
    florist: "Orders, workroom, deliveries, stock",
    driver: "The run on the phone",
  } satisfies Record<StaffRole, string>,
  people: "People",
  you: "you",
  invited: "Invited, no password yet",
  off: "Disabled",
  factor: "Second factor",
  noFactor: "Password only",
  roleOf: (name: string) => `Role of ${name}`,
  invite: "Invite somebody",
  inviteTitle: "Invite somebody",
  name: "Name",
  email: "Email",
  role: "Role",
  send: "Send the invitation",
  sent: (email: string) => `The invitation is on its way to ${email}`,
  again: "Send again",
  againFor: (name: string) => `Send the invitation to ${name} again`,
  disable: "Disable",
  disableOf: (name: string) => `Disable the login of ${name}`,
  enable: "Enable",
  enableOf: (name: string) => `Enable the login of ${name}`,
  disabled: (name: string) => `${name} is out, everywhere and at once`,
  enabled: (name: string) => `${name} may log in again`,
  changed: (name: string, role: string) => `${name} is now: ${role}`,
  cancel: "Cancel",
};
