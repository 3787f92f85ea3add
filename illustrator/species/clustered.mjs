// Stems that carry several small flowers at once: spray rose and alstroemeria. One head is
// the whole cluster, so that a recipe's count stays a count of stems.
import { darken, lighten } from '../color.mjs'
import { leaf, paintPetal, ring, roundPetal } from '../petals.mjs'
import { RADIANS, circle, ellipse, path, place, softSpot, stroke } from '../svg.mjs'
import { rose } from './rose.mjs'

/** Flowers on a small ring, the nearest painted last, with leaves peeping out between them. */
function cluster({ flowers, share, reach, drawFlower, drawBud }) {
  return (pen, { color, radius: r }) => {
    const start = pen.random.between(0, 360)
    const outer = pen.turn
    const spots = Array.from({ length: flowers }, (_, i) => {
      const angle = start + (i * 360) / flowers + pen.random.around(12)
      return [Math.sin(angle * RADIANS) * r * reach, -Math.cos(angle * RADIANS) * r * reach, angle]
    }).sort((one, other) => one[1] - other[1])
    const leaves = spots
      .map(([x, y, angle]) =>
        place(
          { x: x * 0.4, y: y * 0.4, rotate: angle + 55 },
          leaf(pen, r * 0.95, r * 0.24, pen.random.chance(0.5) ? '#5c8552' : '#4b7447'),
        ),
      )
      .join('')
    const side = start + 180 / flowers
    const bud = place(
      { rotate: side },
      stroke(`M0 0V${-r * 0.66}`, '#5c8552', Math.max(3, r * 0.05)) +
        place({ y: -r * 0.62 }, drawBud(pen, color, r * 0.3)),
    )
    const heads = spots
      .map(([x, y], i) => {
        const size = r * share * pen.random.between(0.92, 1.08)
        const tone = i % 2 ? darken(color, 0.05) : lighten(color, 0.08)
        return (
          softSpot(pen, x + size * 0.06, y + size * 0.16, size * 1.1, size * 1.1, 0.24) +
          place({ x, y }, drawFlower(pen, tone, size))
        )
      })
      .join('')
    pen.turn = outer
    return leaves + bud + heads
  }
}

/** A closed bud that shows its color between green sepals. */
function closedBud(pen, color, size) {
  const petals = path(roundPetal(size * 1.3, size * 0.5, 0.4), {
    fill: pen.linear([
      [0, lighten(color, 0.2)],
      [1, darken(color, 0.2)],
    ]),
  })
  const sepals = [-26, 26, 0]
    .map(rotate => place({ rotate }, path(roundPetal(size * 0.85, size * 0.24, 0.9), { fill: '#6f9455' })))
    .join('')
  return petals + sepals
}

export const sprayRose = {
  size: 84,
  role: 'focal',
  views: ['front'],
  leaf: { length: 0.9, width: 0.34, color: '#55804d' },
  draw: cluster({
    flowers: 3,
    share: 0.56,
    reach: 0.5,
    drawFlower: (pen, color, size) =>
      rose.draw(pen, { color, radius: size, view: pen.random.chance(0.5) ? 'tilted' : 'front' }),
    drawBud: closedBud,
  }),
}

/** A small lily with a yellow blaze and dark dashes on its two upper inner petals. */
function inca(pen, color, r) {
  const outer = ring(pen, 3, angle =>
    paintPetal(pen, roundPetal(r, r * 0.46, 0.1), r, { color, angle, base: 0.3, tip: 0.35 }),
  )
  const inner = [-62, 62, 180]
    .map(angle => {
      const blaze =
        Math.abs(angle) < 90
          ? path(roundPetal(r * 0.66, r * 0.17, 0.2), { fill: '#f8d774', fillOpacity: 0.9 }) +
            stroke(
              `M${-r * 0.07} ${-r * 0.3}v${-r * 0.14}M${r * 0.05} ${-r * 0.26}v${-r * 0.16}M${-r * 0.01} ${-r * 0.5}v${-r * 0.12}M${r * 0.11} ${-r * 0.48}v${-r * 0.1}`,
              darken(color, 0.8),
              Math.max(1.6, r * 0.05),
            )
          : ''
      return place(
        { rotate: angle },
        paintPetal(pen, roundPetal(r * 0.9, r * 0.26, 0.5), r * 0.9, {
          color: lighten(color, 0.2),
          angle,
          base: 0.34,
          tip: 0.3,
        }) + blaze,
      )
    })
    .join('')
  const stamens = ring(
    pen,
    5,
    () =>
      stroke(`M0 0Q${r * 0.06} ${-r * 0.18} 0 ${-r * 0.32}`, lighten(color, 0.5), 1.6) +
      ellipse(0, -r * 0.34, r * 0.04, r * 0.06, { fill: '#8c5a3a' }),
    { jitter: 18 },
  )
  return outer + inner + circle(0, 0, r * 0.1, { fill: '#c9cf84' }) + stamens
}

export const alstroemeria = {
  size: 84,
  role: 'focal',
  views: ['front'],
  leaf: { length: 1, width: 0.16, color: '#6f9a5c' },
  draw: cluster({
    flowers: 4,
    share: 0.56,
    reach: 0.52,
    drawFlower: (pen, color, size) => place({ rotate: pen.random.around(40) }, inca(pen, color, size)),
    drawBud: closedBud,
  }),
}
