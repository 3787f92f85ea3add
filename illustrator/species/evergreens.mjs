// Winter greens: noble fir with dense blue needles, western red cedar in flat fans.
import { darken, lighten, mix } from '../color.mjs'
import { num, path, place, stroke } from '../svg.mjs'

/** Needles in one path per tone keep a branch of two hundred needles cheap. */
function needles(pen, length, r, count) {
  const tones = ['', '', '']
  for (let i = 0; i < count; i++) {
    const t = i / count
    const y = -length * t
    const side = i % 2 ? 1 : -1
    const angle = (side * pen.random.between(34, 74) * (1 - t * 0.45) * Math.PI) / 180
    const reach = r * pen.random.between(0.2, 0.3) * (1 - t * 0.35)
    tones[i % 3] += `M0 ${num(y)}l${num(Math.sin(angle) * reach)} ${num(-Math.cos(angle) * reach)}`
  }
  return tones
}

function firTwig(pen, color, length, r) {
  const tones = needles(pen, length, r, Math.round(length / 2.6))
  const shades = [darken(color, 0.35), color, lighten(color, 0.26)]
  return (
    stroke(`M0 0V${num(-length)}`, mix('#6a5138', color, 0.4), 4) +
    tones.map((d, i) => stroke(d, shades[i], r * 0.036 + 1)).join('')
  )
}

export const fir = {
  size: 92,
  role: 'foliage',
  views: ['front'],
  draw(pen, { color, radius: r }) {
    const side = [-1, 1].flatMap(s =>
      [0.2, 0.5, 0.8].map(t =>
        place(
          { y: r * (1.1 - t * 1.6), rotate: s * (46 + pen.random.around(8)) },
          firTwig(pen, darken(color, 0.12), r * (0.95 - t * 0.45), r),
        ),
      ),
    )
    return side.join('') + place({ y: r * 1.3 }, firTwig(pen, color, r * 2.8, r))
  },
}

/** Cedar: a stem with alternate sprays, each a comb of overlapping scale leaves. */
function spray(pen, color, length) {
  let d = ''
  for (let i = 1; i < 9; i++) {
    const y = -length * (i / 9)
    const reach = length * 0.32 * Math.sin(Math.PI * (0.2 + 0.7 * (i / 9)))
    for (const side of [-1, 1])
      d += `M0 ${num(y)}q${num(side * reach * 0.5)} ${num(-reach * 0.34)} ${num(side * reach)} ${num(-reach * 0.5)}`
  }
  const body = `M0 0V${num(-length)}${d}`
  return stroke(body, darken(color, 0.42), length * 0.11) + stroke(body, color, length * 0.072)
}

export const cedar = {
  size: 92,
  role: 'foliage',
  views: ['front'],
  draw(pen, { color, radius: r }) {
    const curve = pen.random.around(0.25) * r
    let content = path(`M-2 ${num(r * 1.2)}Q${num(curve)} 0 0 ${num(-r * 1.5)}`, {
      fill: 'none',
      stroke: darken(mix(color, '#7a5a3a', 0.5), 0.2),
      strokeWidth: 4,
    })
    for (let i = 0; i < 9; i++) {
      const t = i / 8
      const tone = mix(color, pen.random.chance(0.5) ? lighten(color, 0.28) : darken(color, 0.25), pen.random.unit())
      content += place(
        {
          x: curve * 2 * t * (1 - t),
          y: r * (1 - 2.3 * t),
          rotate: (i % 2 ? 1 : -1) * (52 - 26 * t) + pen.random.around(8),
        },
        spray(pen, tone, r * (1.05 - 0.5 * t)),
      )
    }
    return content + place({ y: -r * 1.3 }, spray(pen, lighten(color, 0.1), r * 0.6))
  },
}
