const PETALS = [0, 72, 144, 216, 288];

/** The shop's five-petal flower, in the color of the text around it. Decorative. */
export function Blossom({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={className}>
      <g fill="currentColor">
        {PETALS.map((turn) => (
          <path key={turn} d="M32 31C19 25 18 8 32 2c14 6 13 23 0 29Z" transform={`rotate(${turn} 32 33)`} />
        ))}
      </g>
      <circle cx="32" cy="33" r="6.5" className="fill-pollen" />
    </svg>
  );
}
