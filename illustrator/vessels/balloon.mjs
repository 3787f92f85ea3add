// Foil balloons on their ribbons: one tall round one, with a pleated seam and a shine.
import { darken, lighten } from '../color.mjs'
import { RADIANS, circle, num, path, place, rect, smooth, softSpot, stroke } from '../svg.mjs'
import { bow } from './ribbon.mjs'

/** Foil puckers at its seam: short creases all round, lit on one side. */
function pleats(color, r) {
  let content = ''
  for (let i = 0; i < 44; i++) {
    const angle = (i * 360) / 44
    const length = r * (0.1 + 0.06 * ((i * 7) % 3))
    content += place(
      { rotate: angle },
      stroke(`M0 ${num(-r * 0.985)}L${i % 2 ? 5 : -5} ${num(-r + length)}`, darken(color, 0.35), 3, {
        strokeOpacity: 0.4,
      }),
    )
  }
  return content
}

function foil(pen, color, r) {
  const edge = Array.from({ length: 44 }, (_, i) => {
    const reach = r * (i % 2 ? 1 : 0.972)
    const angle = (i * 360) / 44
    return [Math.sin(angle * RADIANS) * reach, -Math.cos(angle * RADIANS) * reach]
  })
  const skin = pen.radial(
    [
      [0, lighten(color, 0.72)],
      [0.2, lighten(color, 0.3)],
      [0.62, color],
      [0.9, darken(color, 0.3)],
      [1, darken(color, 0.08)],
    ],
    { cx: 0.36, cy: 0.3, r: 0.78 },
  )
  return (
    path(smooth(edge), { fill: skin }) +
    pleats(color, r) +
    stroke(
      `M${num(-r * 0.66)} ${num(-r * 0.1)}C${num(-r * 0.62)} ${num(-r * 0.44)} ${num(-r * 0.4)} ${num(-r * 0.62)} ${num(-r * 0.16)} ${num(-r * 0.68)}`,
      '#ffffff',
      r * 0.075,
      { strokeOpacity: 0.55 },
    ) +
    stroke(
      `M${num(r * 0.3)} ${num(r * 0.74)}C${num(r * 0.56)} ${num(r * 0.6)} ${num(r * 0.7)} ${num(r * 0.4)} ${num(r * 0.75)} ${num(r * 0.16)}`,
      lighten(color, 0.6),
      r * 0.04,
      { strokeOpacity: 0.5 },
    ) +
    circle(0, 0, r * 0.8, { fill: 'none', stroke: lighten(color, 0.6), strokeOpacity: 0.16, strokeWidth: 3 })
  )
}

function weight(pen, color) {
  return (
    rect(408, 984, 144, 104, {
      rx: 8,
      fill: pen.linear(
        [
          [0, lighten(color, 0.3)],
          [0.5, color],
          [1, darken(color, 0.3)],
        ],
        0,
        0,
        1,
        0,
      ),
    }) + bow(pen, 480, 984, 0.62, lighten(color, 0.45))
  )
}

export const balloon = {
  ground: { y: 1090, rx: 96 },
  picture(pen, { vessel }) {
    const { color, ribbon = '#e9c8a0' } = vessel
    const string = 'M480 716C512 790 440 850 476 984'
    const neck = path('M480 690L452 734Q480 720 508 734Z', { fill: darken(color, 0.25) })
    return (
      softSpot(pen, 560, 470, 330, 320, 0.1) +
      stroke(string, darken(ribbon, 0.3), 5, { strokeOpacity: 0.8 }) +
      weight(pen, ribbon) +
      neck +
      place({ x: 480, y: 420 }, foil(pen, color, 284))
    )
  },
}
