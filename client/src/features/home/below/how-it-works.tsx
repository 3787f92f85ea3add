import { texts } from "./texts";

/** What happens between now and the doorbell. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="page pt-section">
      <div className="mb-10 grid gap-4 lg:mb-14">
        <p className="eyebrow">{texts.howEyebrow}</p>
        <h2 id="how" className="max-w-[18ch] text-title">
          {texts.how}
        </h2>
      </div>
      <ol className="grid gap-9 md:grid-cols-3 md:gap-10">
        {texts.steps.map(({ title, text }, index) => (
          <li key={title} className="grid grid-cols-[auto_1fr] gap-x-5 md:grid-cols-1 md:gap-y-4">
            <span aria-hidden="true" className="font-display text-title text-petal-deep tabular-nums">
              {index + 1}
            </span>
            <div className="grid gap-2">
              <h3 className="text-heading">{title}</h3>
              <p className="text-ink-soft">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
