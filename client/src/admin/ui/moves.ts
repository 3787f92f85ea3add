/** Pressing a delivery on: said in a few words, with the way back where there is one; a refusal in the server's words. */
import { notifications } from "@mantine/notifications";
import { isProblem } from "@/lib/api/problem";
import { useMove, useMoveAll, useUndo, type BatchStage, type Move, type Work } from "@/admin/lib/work";
import { wordsOf } from "./faces";
import { moveTexts } from "./move-texts";
import { said } from "./said";
import { texts } from "./texts";

const LONG_MS = 12_000;

export function refused(error: unknown): void {
  notifications.show({ color: "petal", autoClose: LONG_MS, title: texts.trouble, message: wordsOf(error), closeButtonProps: { "aria-label": texts.close } });
}

/** Who was second reads what the first has done. */
function conflicted(error: unknown, work: Work): void {
  const now = isProblem(error, "version_conflict") ? (error.extras as { current?: Work }).current : undefined;
  if (!now) {
    refused(error);
    return;
  }
  notifications.show({ color: "pollen", autoClose: LONG_MS, title: moveTexts.elsewhere, message: moveTexts.isNow(work.recipient_name, now.status.label), closeButtonProps: { "aria-label": texts.close } });
}

export function useMoves() {
  const move = useMove();
  const moveAll = useMoveAll();
  const back = useUndo();

  function undoOf(works: Work[]) {
    const undoable = works.filter(({ undo_until }) => undo_until !== null);
    if (undoable.length === 0) return undefined;
    return () => back.mutate(undoable, { onSuccess: () => said(moveTexts.takenBack), onError: refused });
  }
  return {
    busy: move.isPending || moveAll.isPending || back.isPending,
    one: (wanted: Move, onDone?: () => void) =>
      move.mutate(wanted, {
        onSuccess: (after) => {
          onDone?.();
          said(moveTexts.isNow(after.recipient_name, after.status.label), undoOf([after]));
        },
        onError: (error) => conflicted(error, wanted.work),
      }),
    all: (works: Work[], to: BatchStage, onDone?: () => void) =>
      moveAll.mutate({ works, to }, {
        onSuccess: ({ results }) => {
          onDone?.();
          const moved = results.flatMap(({ delivery, problem }) => (delivery && !problem ? [delivery] : []));
          if (moved[0]) said(moveTexts.areNow(moved.length, moved[0].status.label), undoOf(moved));
          const left = results.filter(({ problem }) => problem !== null);
          if (left.length > 0) notifications.show({ color: "pollen", autoClose: LONG_MS, title: moveTexts.notMoved(left.length), message: [...new Set(left.map(({ problem }) => problem?.detail))].join(" "), closeButtonProps: { "aria-label": texts.close } });
        },
        onError: refused,
      }),
    takeBack: (work: Work) => undoOf([work])?.(),
  };
}
