import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { useChoosePlace, useDestination } from "@/lib/questions/destination";
import { Button, LinkButton } from "@/ui/button";
import { PostcodeForm } from "@/ui/postcode-form";
import { texts } from "./texts";

/** The early question. Once answered it shows the answer, and the way to the flowers. */
export function WhereAndWhen() {
  return (
    <section aria-labelledby="where" className="grid min-h-44 max-w-md content-start gap-4 rounded-lg bg-petal-wash p-5 sm:p-6">
      <h2 id="where" className="text-heading">
        {texts.where}
      </h2>
      <Answer />
    </section>
  );
}

function Answer() {
  const { known, postcode, date } = useDestination();
  const panels = usePanels();
  const choosePlace = useChoosePlace();
  const openPanel = () => panels.open("destination");
  if (!known) return null;
  if (postcode === null) {
    return (
      <PostcodeForm
        label={texts.whereLabel}
        action={texts.whereAction}
        busy={choosePlace.isPending}
        error={choosePlace.error}
        onSubmit={(typed) => choosePlace.mutate(typed, { onSuccess: openPanel })}
      />
    );
  }
  if (date === null) {
    return (
      <>
        <p>{texts.whenTo(postcode)}</p>
        <Button onClick={openPanel} className="justify-self-start">
          {texts.chooseDay}
        </Button>
      </>
    );
  }
  return (
    <>
      <p className="text-lg">{texts.chosen(formatDay(date, "long"), postcode)}</p>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        <LinkButton to={links.flowers()}>{texts.seeChosen}</LinkButton>
        <Button kind="plain" onClick={openPanel}>
          {texts.change}
        </Button>
      </div>
    </>
  );
}
