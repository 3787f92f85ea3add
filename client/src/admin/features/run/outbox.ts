/**
 * What the driver has done and the shop has not heard yet. A deed is kept before it is sent, and forgotten once the shop has
 * answered: a phone that loses its network, or is reloaded, loses nothing, and the shop takes a deed that comes twice for one.
 */
import { ApiProblem } from "@/lib/api/problem";
import { texts } from "./texts";

export interface Deed {
  id: string;
  delivery_id: string;
  name: string;
  outcome: "delivered" | "failed";
  received_by: string;
  reason: string;
  /** The phone's own time: with the outcome it tells one deed from the next. */
  at: string;
  has_photo: boolean;
  photo_id: string | null;
  /** The shop's words, when it would not take the deed. */
  refused: string | null;
}

export type NewDeed = Pick<Deed, "delivery_id" | "name" | "outcome" | "received_by" | "reason">;

export interface PhotoStore {
  put: (id: string, photo: Blob) => Promise<void>;
  get: (id: string) => Promise<Blob | undefined>;
  remove: (id: string) => Promise<void>;
}

export interface Post {
  photo: (deliveryId: string, photo: Blob) => Promise<{ id: string }>;
  /** Answers how the delivery stands now. */
  deed: (deed: Deed) => Promise<Heard>;
}

export interface Heard { delivery_id: string; status: { code: string; label: string } }

interface Parts { storage: Pick<Storage, "getItem" | "setItem">; photos: PhotoStore; post: Post; onHeard?: (heard: Heard) => Promise<void> | void; now?: () => Date; newId?: () => string }

const KEY = "posy.run.outbox";

class PhotoLost extends Error {}

/** Whether the same deed may go through later: no answer, a busy shop, or a login or link that has to be renewed first. */
function mayPass(error: unknown): boolean {
  if (error instanceof PhotoLost) return false;
  return !(error instanceof ApiProblem) || error.passing || error.status === 401 || error.status === 410;
}

export interface Outbox {
  subscribe: (listener: () => void) => () => void;
  deeds: () => Deed[];
  /** Looks at what another tab has kept or sent. */
  refresh: () => void;
  /** Keeps a deed, its photo first: what is written down is whole. Rejects when this phone cannot keep the photo. */
  add: (wanted: NewDeed, photo?: Blob) => Promise<void>;
  /** Sends what waits, in the order in which it was done; one sending at a time. */
  send: () => Promise<void>;
  retry: (id: string) => Promise<void>;
  forget: (id: string) => Promise<void>;
}

export function makeOutbox({ storage, photos, post, onHeard, now = () => new Date(), newId = () => crypto.randomUUID() }: Parts): Outbox {
  const listeners = new Set<() => void>();
  let deeds = read();
  let sending: Promise<void> | null = null;

  function read(): Deed[] {
    try {
      const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? (kept as Deed[]) : [];
    } catch {
      return [];
    }
  }
  /** Another tab may have written meanwhile: what is kept is read before it is changed. */
  function write(change: (kept: Deed[]) => Deed[]): void {
    deeds = change(read());
    storage.setItem(KEY, JSON.stringify(deeds));
    listeners.forEach((listener) => listener());
  }
  function update(id: string, facts: Partial<Deed>): void {
    write((kept) => kept.map((deed) => (deed.id === id ? { ...deed, ...facts } : deed)));
  }
  async function forget(id: string): Promise<void> {
    write((kept) => kept.filter((deed) => deed.id !== id));
    await photos.remove(id).catch(() => undefined);
  }
  async function photoOf(deed: Deed): Promise<string | null> {
    if (!deed.has_photo || deed.photo_id) return deed.photo_id;
    const photo = await photos.get(deed.id);
    if (!photo && !deed.received_by) throw new PhotoLost(texts.photoLost);
    if (!photo) return null;
    const { id } = await post.photo(deed.delivery_id, photo);
    update(deed.id, { photo_id: id });
    return id;
  }
  /** Whether to go on with the next one. */
  async function sendOne(deed: Deed): Promise<boolean> {
    try {
      const heard = await post.deed({ ...deed, photo_id: await photoOf(deed) });
      // Before the deed is forgotten: the stop must not come back in between.
      await onHeard?.(heard);
      await forget(deed.id);
    } catch (error) {
      if (mayPass(error)) return false;
      update(deed.id, { refused: error instanceof Error ? error.message : texts.photoLost });
    }
    return true;
  }
  async function sendAll(): Promise<void> {
    for (const { id } of read()) {
      const deed = read().find((each) => each.id === id);
      if (deed && deed.refused === null && !(await sendOne(deed))) return;
    }
  }
  function send(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deeds: () => deeds,
    refresh: () => write((kept) => kept),
    add: async (wanted, photo) => {
      const id = newId();
      if (photo) await photos.put(id, photo);
      const deed: Deed = { ...wanted, id, at: now().toISOString(), has_photo: photo !== undefined, photo_id: null, refused: null };
      write((kept) => [...kept, deed]);
    },
    send,
    retry: (id) => {
      update(id, { refused: null });
      return send();
    },
    forget,
  };
}
