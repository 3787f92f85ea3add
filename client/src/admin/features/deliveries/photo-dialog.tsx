import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchPhoto } from "@/admin/lib/photos";
import { Dialog } from "@/admin/ui/dialog";
import { Trouble, Waiting } from "@/admin/ui/faces";
import classes from "./deliveries.module.css";
import { texts } from "./texts";

/** A photo lies behind the login, so it is fetched with it and shown from memory. */
export function PhotoDialog({ photoId, onClose }: { photoId: string; onClose: () => void }) {
  const { data: photo, error } = useQuery({ queryKey: ["photo", photoId], queryFn: ({ signal }) => fetchPhoto(photoId, signal), staleTime: Infinity });
  return (
    <Dialog title={texts.photo} onClose={onClose}>
      {error && <Trouble error={error} />}
      {!photo && !error && <Waiting />}
      {photo && <Shown photo={photo} />}
    </Dialog>
  );
}

function Shown({ photo }: { photo: Blob }) {
  const [address] = useState(() => URL.createObjectURL(photo));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img className={classes.preview} src={address} alt={texts.photoAlt} />;
}
