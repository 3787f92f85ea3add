const PETALS = [0, 72, 144, 216, 288];

/** The shop's five-petal flower, in the color of the text around it. Decorative. */
export function Blossom({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={className}>
      <g fill="currentColor">
        {PETALS.map((turn) => (
          <path key={turn} d="M32 32C15 26 14 5 27 2c3 0 4 1 5 2 1-1 2-2 5-2 13 3 12 24-5 30Z" transform={`rotate(${turn} 32 33)`} />
        ))}
      </g>
      <circle cx="32" cy="33" r="7" className="fill-pollen" />
    </svg>
  );
}
