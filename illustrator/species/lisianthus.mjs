// Lisianthus: a loose cup of silky, wavy petals round a green and gold eye. Softer and
// more open than a rose, and never wound.
import { darken, lighten, mix } from '../color.mjs'
import { calyx, paintPetal, ring, ruffledPetal } from '../petals.mjs'
import { circle, place } from '../svg.mjs'

const LAYERS = [
  { share: 1, petals: 6, width: 0.52 },
  { share: 0.8, petals: 6, width: 0.44 },
  { share: 0.58, petals: 5, width: 0.34 },
  { share: 0.38, petals: 4, width: 0.24 },
]

function cup(pen, color, r, lean) {
  let content = ''
  LAYERS.forEach(({ share, petals, width }, index) => {
    const layer = ring(
      pen,
      petals,
      angle => {
        const length = r * share * pen.random.between(0.94, 1.06)
        const tone = mix(lighten(color, 0.16), darken(color, 0.06), pen.random.unit())
        return paintPetal(pen, ruffledPetal(pen.random, length, r * width, 0.045, 7), length, {
          color: tone,
          angle,
          base: 0.5,
          tip: 0.36,
          rim: 0.6,
          contact: 0.16,
        })
      },
      { start: index * 31 + pen.random.between(0, 24), jitter: 8 },
    )
    content += place({ y: -lean * r * (1 - share) }, layer)
  })
  const eye =
    circle(0, 0, r * 0.12, { fill: '#9db05c' }) +
    ring(pen, 6, () => circle(0, 0, r * 0.04, { fill: '#f0cf6a' }), { distance: r * 0.09 })
  return place({ scaleX: 1, scaleY: 1 - lean * 0.35 }, content + place({ y: -lean * r * 0.72 }, eye))
}

export const lisianthus = {
  size: 74,
  role: 'focal',
  views: ['front', 'tilted', 'side'],
  leaf: { length: 1, width: 0.3, color: '#7a9c7c' },
  draw(pen, { color, radius: r, view }) {
    if (view !== 'side') return cup(pen, color, r, view === 'tilted' ? 0.4 : 0.06)
    return calyx(pen, 0, r * 0.68, r * 0.36) + place({ scaleX: 0.84, scaleY: 0.84 }, cup(pen, color, r, 0.62))
  },
}
