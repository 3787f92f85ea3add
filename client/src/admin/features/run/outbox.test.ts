import { beforeEach, describe, expect, test, vi } from "vitest";
import { ApiProblem, unreachable } from "@/lib/api/problem";
import { makeOutbox, type Deed, type NewDeed, type PhotoStore, type Post } from "./outbox";

const JUNE: NewDeed = { delivery_id: "june", name: "June", outcome: "delivered", received_by: "June", reason: "" };
const ROSA: NewDeed = { delivery_id: "rosa", name: "Rosa", outcome: "failed", received_by: "", reason: "Nobody opened." };
const PHOTO = new Blob(["a picture"], { type: "image/jpeg" });

const refusal = (status: number, code: string) => new ApiProblem({ type: "about:blank", title: "No", status, detail: `Because ${code}.`, code });

/** What outlives a reload of the page: the phone's storage and its photos. */
let kept: Map<string, string>;
let pictures: Map<string, Blob>;
let heard: Deed[];
let post: { photo: ReturnType<typeof vi.fn<Post["photo"]>>; deed: ReturnType<typeof vi.fn<Post["deed"]>> };

const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
const photos: PhotoStore = {
  put: (id, photo) => Promise.resolve(void pictures.set(id, photo)),
  get: (id) => Promise.resolve(pictures.get(id)),
  remove: (id) => Promise.resolve(void pictures.delete(id)),
};
let made = 0;
const open = () => makeOutbox({ storage, photos, post, now: () => new Date("2026-11-25T18:00:00Z"), newId: () => `deed-${(made += 1)}` });

beforeEach(() => {
  kept = new Map();
  pictures = new Map();
  heard = [];
  made = 0;
  post = {
    photo: vi.fn<Post["photo"]>(() => Promise.resolve({ id: "photo-1" })),
    deed: vi.fn<Post["deed"]>((deed) => {
      heard.push(deed);
      return Promise.resolve({ delivery_id: deed.delivery_id, status: { code: deed.outcome, label: "" } });
    }),
  };
});

describe("the outbox of a driver's phone", () => {
  test("a deed is kept, sent, and then forgotten", async () => {
    const outbox = open();
    await outbox.add(JUNE);
    expect(outbox.deeds()).toMatchObject([{ ...JUNE, at: "2026-11-25T18:00:00.000Z", refused: null }]);
    await outbox.send();
    expect(heard).toHaveLength(1);
    expect(outbox.deeds()).toEqual([]);
    expect(JSON.parse(kept.get("posy.run.outbox") ?? "")).toEqual([]);
  });

  test("without a network nothing is lost, and the order is kept", async () => {
    post.deed.mockRejectedValueOnce(unreachable());
    const outbox = open();
    await outbox.add(JUNE);
    await outbox.add(ROSA);
    await outbox.send();
    expect(outbox.deeds()).toHaveLength(2);
    expect(post.deed).toHaveBeenCalledTimes(1);
    await outbox.send();
    expect(heard.map(({ name }) => name)).toEqual(["June", "Rosa"]);
    expect(outbox.deeds()).toEqual([]);
  });

  test("a reload loses nothing, and sends the very same deed", async () => {
    post.deed.mockRejectedValueOnce(unreachable());
    const before = open();
    await before.add({ ...JUNE, received_by: "" }, PHOTO);
    await before.send();
    const [waiting] = before.deeds();
    const after = open();
    expect(after.deeds()).toEqual([{ ...waiting, photo_id: "photo-1" }]);
    await after.send();
    expect(heard).toEqual([{ ...waiting, photo_id: "photo-1" }]);
    expect(post.photo).toHaveBeenCalledTimes(1); // the photo had arrived, only the deed had not
    expect(pictures.size).toBe(0);
  });

  test("an answer that was lost makes the deed come twice, with the same time", async () => {
    post.deed.mockImplementationOnce((deed) => {
      heard.push(deed);
      return Promise.reject(unreachable());
    });
    const outbox = open();
    await outbox.add(JUNE);
    await outbox.send();
    await outbox.send();
    expect(heard.map(({ at }) => at)).toEqual(["2026-11-25T18:00:00.000Z", "2026-11-25T18:00:00.000Z"]);
    expect(outbox.deeds()).toEqual([]);
  });

  test("two that ask to send at once send once", async () => {
    const outbox = open();
    await outbox.add(JUNE);
    await Promise.all([outbox.send(), outbox.send()]);
    expect(heard).toHaveLength(1);
  });

  test("a refusal stays with the shop's words, and the next one goes on", async () => {
    post.deed.mockRejectedValueOnce(refusal(409, "illegal_move"));
    const outbox = open();
    await outbox.add(JUNE);
    await outbox.add(ROSA);
    await outbox.send();
    expect(heard.map(({ name }) => name)).toEqual(["Rosa"]);
    expect(outbox.deeds()).toMatchObject([{ name: "June", refused: "Because illegal_move." }]);
    await outbox.send();
    expect(post.deed).toHaveBeenCalledTimes(2);
    await outbox.retry(outbox.deeds()[0]?.id ?? "");
    expect(outbox.deeds()).toEqual([]);
  });

  test.each([[401, "unauthenticated"], [410, "link_expired"], [429, "too_many_requests"], [503, "busy"]])("%i %s may pass: the deed waits", async (status, code) => {
    post.deed.mockRejectedValueOnce(refusal(status, code));
    const outbox = open();
    await outbox.add(JUNE);
    await outbox.send();
    expect(outbox.deeds()).toMatchObject([{ refused: null }]);
  });

  test("a photo that the phone has lost is said, and a name is enough without it", async () => {
    const outbox = open();
    await outbox.add(JUNE, PHOTO);
    await outbox.add({ ...JUNE, delivery_id: "sam", name: "Sam", received_by: "" }, PHOTO);
    pictures.clear();
    await outbox.send();
    expect(heard).toMatchObject([{ name: "June", photo_id: null }]);
    expect(outbox.deeds()).toMatchObject([{ name: "Sam", refused: "Its photo is no longer on this phone." }]);
  });

  test("a photo that cannot be kept keeps nothing", async () => {
    const outbox = makeOutbox({ storage, post, photos: { ...photos, put: () => Promise.reject(new Error("full")) } });
    await expect(outbox.add(JUNE, PHOTO)).rejects.toThrow("full");
    expect(outbox.deeds()).toEqual([]);
  });

  test("another tab's deeds are not written over", async () => {
    const [one, two] = [open(), open()];
    await one.add(JUNE);
    await two.add(ROSA);
    one.refresh();
    expect(one.deeds().map(({ name }) => name)).toEqual(["June", "Rosa"]);
  });

  test("what is no list is no reason to fall", () => {
    kept.set("posy.run.outbox", "{ broken");
    expect(open().deeds()).toEqual([]);
  });

  test("the shop's word is told before the deed is forgotten", async () => {
    const seen: number[] = [];
    const outbox = makeOutbox({ storage, photos, post, onHeard: () => void seen.push(outbox.deeds().length) });
    await outbox.add(JUNE);
    await outbox.send();
    expect(seen).toEqual([1]);
  });
});
