// The mail catcher, as its JSON tells it.
import { expect, type APIRequestContext } from "@playwright/test";

interface Summary { id: number; subject: string }
export interface Letter extends Summary { text: string | null; html: string | null }

const MAIL = process.env["POSY_MAIL_URL"] ?? "";

/** An address that no run before this one has had letters to: the mail catcher keeps them. */
export const freshAddress = (name: string): string => `${name}.${Date.now().toString(36)}@example.com`;

async function lettersTo(request: APIRequestContext, address: string): Promise<Summary[]> {
  const answer = await request.get(`${MAIL}.json`, { params: { to: address } });
  return ((await answer.json()) as { items: Summary[] }).items;
}

/** The one letter to `address` whose subject names `about`, waited for; more than one would be a fault. */
export async function expectLetter(request: APIRequestContext, address: string, about: string): Promise<Letter> {
  const found = async () => (await lettersTo(request, address)).filter(({ subject }) => subject.includes(about));
  await expect.poll(async () => (await found()).length, { timeout: 20_000 }).toBe(1);
  const [summary] = await found();
  return (await (await request.get(`${MAIL}/${summary?.id}.json`)).json()) as Letter;
}

/** The newest link to the order `number` in any letter to `address`, waited for: it opens the order without a login. */
export async function expectOrderLink(request: APIRequestContext, address: string, number: string): Promise<string> {
  const link = new RegExp(`http\\S+/orders/${number}#token=[\\w-]+`);
  const find = async () => {
    for (const { id } of await lettersTo(request, address)) {
      const letter = (await (await request.get(`${MAIL}/${id}.json`)).json()) as Letter;
      const [found] = link.exec(letter.text ?? "") ?? [];
      if (found) return found;
    }
    return "";
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe("");
  return find();
}
