/** Pictures to and from the shop: drawn small in the browser before they travel, and fetched with the login. */
import { problemOf, unreachable } from "@/lib/api/problem";
import type { Posts } from "@/lib/api/endpoints";
import { authorization } from "@/lib/session";

export type Photo = Posts["/api/admin/deliveries/{delivery_id}/photos"]["answer"];

const LONGEST_SIDE = 1280;
const QUALITY = 0.82;

/** The picture upright, at most 1280 pixels long, as a JPEG: what the camera wrote into it stays on the phone. */
export async function shrunken(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((small) => (small ? resolve(small) : reject(new Error("The picture could not be drawn"))), "image/jpeg", QUALITY);
  });
}

/** Sends a picture as it is, as the body of the request. */
export async function sendPhoto(address: string, photo: Blob, headers: Record<string, string> = {}): Promise<Photo> {
  const response = await fetch(address, { method: "POST", credentials: "same-origin", headers: { "Content-Type": photo.type, ...headers }, body: photo }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Photo;
}

export async function keepPhoto(deliveryId: string, photo: Blob): Promise<Photo> {
  return sendPhoto(`/api/admin/deliveries/${deliveryId}/photos`, photo, await authorization());
}

export async function fetchPhoto(photoId: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(`/api/admin/photos/${photoId}`, { headers: await authorization(), signal });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}
