import { Blossom } from "@/ui/blossom";
import { texts } from "./texts";

/** The sentence this shop is built on, in plain words. */
export function OurPromise() {
  return (
    <section aria-labelledby="promise" className="page grid gap-10 py-section lg:gap-16">
      <div className="grid justify-items-center gap-6 text-center">
        <Blossom className="size-12 text-petal" />
        <p className="eyebrow">{texts.promiseEyebrow}</p>
        <h2 id="promise" className="max-w-[16ch] text-display">
          {texts.promise}
        </h2>
        <p className="max-w-prose text-ink-soft lg:text-lg">{texts.promiseText}</p>
      </div>
      <ul className="grid gap-8 md:grid-cols-3 md:gap-10">
        {texts.counts.map(({ title, text }) => (
          <li key={title} className="grid content-start gap-2 border-t border-petal-deep pt-5">
            <h3 className="text-heading">{title}</h3>
            <p className="text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
