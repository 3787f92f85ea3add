/** Photos that wait to be sent, in the browser's own database: a reload does not lose them. */
import type { PhotoStore } from "./outbox";

const DATABASE = "posy-run";
const STORE = "photos";

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database did not answer"));
  });
}

async function within<T>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await asked(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const committed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("The database gave up"));
    });
    const [answer] = await Promise.all([asked(deed(transaction.objectStore(STORE))), committed]);
    return answer;
  } finally {
    database.close();
  }
}

/** Kept as plain bytes: not every browser keeps a Blob. */
interface Kept { type: string; bytes: ArrayBuffer }

export const photoStore: PhotoStore = {
  async put(id, photo) {
    const kept: Kept = { type: photo.type, bytes: await photo.arrayBuffer() };
    await within("readwrite", (store) => store.put(kept, id));
  },
  async get(id) {
    const kept = (await within("readonly", (store) => store.get(id) as IDBRequest<Kept | undefined>)) ?? null;
    return kept ? new Blob([kept.bytes], { type: kept.type }) : undefined;
  },
  async remove(id) {
    await within("readwrite", (store) => store.delete(id));
  },
};
