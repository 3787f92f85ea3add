// Poinsettia in a paper sleeve: a flat crown of pointed bracts, star behind star, over dark leaves.
import { darken, lighten, mix } from '../color.mjs'
import { halo, roundPetal, veins } from '../petals.mjs'
import { RADIANS, circle, ellipse, num, path, place, polygon, softSpot, stroke } from '../svg.mjs'
import { bow } from './ribbon.mjs'

/** A bract or leaf: broad, pointed, pleated along its veins. */
function bract(pen, length, color) {
  const outline = roundPetal(length, length * 0.34, 0.95)
  const half = `M0 0C${num(length * 0.34)} ${num(-length * 0.2)} ${num(length * 0.37)} ${num(-length * 0.74)} 0 ${num(-length)}Z`
  let ribs = ''
  for (let i = 1; i < 5; i++) {
    const y = -length * (0.14 + i * 0.15)
    const reach = length * 0.2 * Math.sin(Math.PI * (0.2 + i * 0.17))
    ribs += `M0 ${num(y)}l${num(reach)} ${num(-length * 0.12)}M0 ${num(y)}l${num(-reach)} ${num(-length * 0.12)}`
  }
  return (
    halo(outline, color, 0.2, 6) +
    path(outline, {
      fill: pen.glow(
        [
          [0, darken(color, 0.34)],
          [0.55, color],
          [1, lighten(color, 0.2)],
        ],
        length,
      ),
      stroke: lighten(color, 0.4),
      strokeOpacity: 0.35,
      strokeWidth: 1.2,
    }) +
    path(half, { fill: darken(color, 0.5), fillOpacity: 0.16 }) +
    stroke(`M0 0V${num(-length * 0.9)}${ribs}`, lighten(color, 0.4), 1.6, { strokeOpacity: 0.45 }) +
    veins(length, 1, color, 0.1)
  )
}

function star(pen, color, r) {
  let content = softSpot(pen, r * 0.06, r * 0.2, r * 1.05, r, 0.34)
  for (const [share, count, start] of [
    [1, 7, 0],
    [0.74, 6, 26],
    [0.46, 5, 8],
  ])
    for (let i = 0; i < count; i++) {
      const angle = start + (i * 360) / count + pen.random.around(7)
      const tone = mix(
        darken(color, 0.14),
        lighten(color, 0.1),
        pen.random.unit() * 0.6 + 0.2 * pen.facing(angle) + 0.2,
      )
      content += place({ rotate: angle }, bract(pen, r * share * pen.random.between(0.92, 1.08), tone))
    }
  for (let i = 0; i < 7; i++)
    content += circle(Math.sin(i * 2.4) * r * 0.028 * i ** 0.6, -Math.cos(i * 2.4) * r * 0.028 * i ** 0.6, r * 0.038, {
      fill: i % 2 ? '#e9c342' : '#9fb04a',
      stroke: '#6f7a2c',
      strokeWidth: 1,
    })
  return content
}

function sleeve(pen, color) {
  const paper = [
    [262, 742],
    [330, 772],
    [400, 748],
    [480, 782],
    [556, 750],
    [630, 774],
    [700, 740],
    [616, 1082],
    [480, 1096],
    [346, 1082],
  ]
  let folds = ''
  for (const [x0, x1] of [
    [330, 392],
    [400, 428],
    [480, 486],
    [556, 538],
    [630, 584],
  ])
    folds += `M${x0} 774L${x1} 1086`
  return (
    path(polygon(paper), {
      fill: pen.linear(
        [
          [0, darken(color, 0.12)],
          [0.28, lighten(color, 0.4)],
          [0.6, color],
          [1, darken(color, 0.34)],
        ],
        0,
        0,
        1,
        0,
      ),
    }) + stroke(folds, darken(color, 0.45), 3, { strokeOpacity: 0.25 })
  )
}

const STARS = [
  [268, 470, 168],
  [690, 462, 170],
  [400, 330, 176],
  [580, 336, 172],
  [484, 250, 138],
  [316, 620, 150],
  [648, 624, 150],
  [480, 540, 222],
]

export const poinsettia = {
  ground: { y: 1092, rx: 142 },
  picture(pen, { vessel, stems = [] }) {
    const color = stems[0]?.color ?? '#c2213a'
    let leaves = ''
    for (let i = 0; i < 26; i++) {
      const angle = ((i * 0.618 + 0.1) % 1) * 264 - 132
      const reach = pen.random.between(190, 300)
      leaves += place(
        {
          x: 480 + Math.sin(angle * RADIANS) * reach * 0.92,
          y: 500 - Math.cos(angle * RADIANS) * reach * 0.8,
          rotate: angle,
        },
        bract(pen, pen.random.between(130, 176), mix('#2f5a3c', '#4d7d4c', pen.random.unit())),
      )
    }
    const low = [-64, -34, 0, 34, 64]
      .map(t =>
        place(
          { x: 480 + t * 3, y: 680, rotate: 180 - t * 1.2 },
          bract(pen, pen.random.between(120, 150), mix('#2f5a3c', '#4d7d4c', pen.random.unit())),
        ),
      )
      .join('')
    return (
      leaves +
      ellipse(480, 716, 206, 72, { fill: '#274331' }) +
      sleeve(pen, vessel.color) +
      low +
      STARS.map(([x, y, r]) => place({ x, y }, star(pen, color, r))).join('') +
      bow(pen, 480, 930, 0.8, vessel.ribbon ?? '#3f5d4a')
    )
  },
}
