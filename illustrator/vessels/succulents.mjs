// A shallow bowl of echeverias and striped haworthias, topped with grit. Both are safe near
// pets, which is why no other succulent is drawn.
import { lighten, mix } from '../color.mjs'
import { leaf, paintPetal, roundPetal } from '../petals.mjs'
import { circle, num, path, place, softSpot, stroke } from '../svg.mjs'
import { pot } from './plants.mjs'

function rosette(pen, x, y, r, color, tipColor) {
  let content = softSpot(pen, x + 4, y + r * 0.2, r * 1.1, r * 1.0, 0.4, '#1f2a20')
  for (let layer = 0; layer < 6; layer++) {
    const share = 1 - layer * 0.155
    for (let i = 0; i < 9 - layer; i++) {
      const angle = (i * 360) / (9 - layer) + layer * 24 + pen.random.around(5)
      const tone = mix(color, lighten(color, 0.35), layer / 6)
      const length = r * share
      const outline = roundPetal(length, r * 0.25 * (0.6 + 0.4 * share), 0.55)
      content += place(
        { x, y, rotate: angle },
        paintPetal(pen, outline, length, { color: tone, angle, base: 0.4, tip: 0.15, rim: 0.5, contact: 0.16 }) +
          place(
            { y: -length * 0.8 },
            path(roundPetal(length * 0.2, r * 0.07, 0.7), { fill: tipColor, fillOpacity: 0.75 }),
          ),
      )
    }
  }
  return content
}

/** Haworthia: a tuft of dark spikes with white bands. */
function haworthia(pen, x, y, size) {
  const spikes = [
    [-48, 140],
    [48, 140],
    [-34, 190],
    [34, 186],
    [-18, 230],
    [16, 226],
    [0, 250],
  ]
  return spikes
    .map(([angle, length]) => {
      let bands = ''
      for (let i = 2; i < 12; i++) {
        const [t, w] = [i / 13, 15 * (1 - i / 14)]
        bands += `M${num(angle * 0.6 * t * t - w)} ${num(-length * t)}q${num(w)} -5 ${num(w * 2)} 0`
      }
      const spike = leaf(pen, length, 24, '#4f7f5c', { bend: angle * 0.7, ribs: 0 })
      const banded = spike + stroke(bands, '#eef2e2', 3.4, { strokeOpacity: 0.75 })
      return place({ x, y, rotate: angle, scaleX: size }, banded)
    })
    .join('')
}

/** Pale grit on the soil, up to the rim. */
function grit(pen) {
  let stones = ''
  for (let i = 0; i < 150; i++) {
    const [u, v] = [pen.random.around(1), pen.random.around(1)]
    const x = 480 + u * 272
    stones += circle(x, 792 + v * 40 * Math.sqrt(1 - u * u), pen.random.between(5, 9), {
      fill: pen.random.pick(['#e6dccb', '#d3c6b2', '#f1e9db', '#bfb2a0']),
    })
  }
  return stones
}

export const succulentBowl = {
  ground: { y: 1062, rx: 250 },
  picture(pen, recipe) {
    const bowl = pot(pen, 480, 790, 290, 250, recipe.vessel.color)
    const spiky = haworthia(pen, 640, 790, 1) + haworthia(pen, 214, 800, 0.72)
    const rosettes = [
      [250, 776, 66, '#a9c09a', '#c98a92'],
      [712, 790, 62, '#8fb0a4', '#b07a96'],
      [330, 730, 92, '#8fb59a', '#d98a92'],
      [620, 760, 78, '#a9b7c4', '#b06a86'],
      [478, 690, 96, '#9fc08a', '#e0a070'],
      [480, 800, 116, '#b9a3b8', '#8f5a7a'],
      [344, 818, 84, '#7fa98f', '#c96f6f'],
      [638, 836, 72, '#c3cf9a', '#d98a6a'],
    ]
    const planting =
      spiky + bowl + grit(pen) + rosettes.map(([x, y, r, color, tip]) => rosette(pen, x, y, r, color, tip)).join('')
    return place({ x: 480 * (1 - 1.22), y: 1066 * (1 - 1.22), scaleX: 1.22 }, planting)
  },
}
