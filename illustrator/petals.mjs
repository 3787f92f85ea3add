// Outlines of petals and leaves, and how to paint one. Every outline grows from the
// origin towards -y, so that a flower is petals turned round its center.
import { darken, lighten, mix, shade } from './color.mjs'
import { num, path, place, polygon, smooth, stroke } from './svg.mjs'

/** tip: -0.3 blunt … 0 round … 1 pointed. */
export function roundPetal(length, width, tip = 0) {
  const shoulder = width * (1 - tip) * 0.42
  const w = num(width * 1.08)
  return (
    `M0 0C${num(-width)} ${num(-length * 0.2)} -${w} ${num(-length * 0.74)} ${num(-shoulder)} ${num(-length * 0.95)}` +
    `Q0 ${num(-length * 1.05)} ${num(shoulder)} ${num(-length * 0.95)}` +
    `C${w} ${num(-length * 0.74)} ${num(width)} ${num(-length * 0.2)} 0 0Z`
  )
}

/** A slim blade that bends sideways: grass, tulip leaves, olive leaves. */
export function blade(length, width, bend = 0) {
  const tip = `${num(bend)} ${num(-length)}`
  return (
    `M0 0C${num(-width)} ${num(-length * 0.25)} ${num(-width + bend * 0.35)} ${num(-length * 0.7)} ${tip}` +
    `C${num(width + bend * 0.5)} ${num(-length * 0.66)} ${num(width)} ${num(-length * 0.22)} 0 0Z`
  )
}

function fan(length, width, edgeCount, edgeAt) {
  const points = [
    [0, 0],
    [-width * 0.6, -length * 0.3],
  ]
  for (let i = 0; i <= edgeCount; i++) {
    const across = Math.PI * (i / edgeCount)
    const reach = edgeAt(i)
    points.push([-width * Math.cos(across) * reach, -length * (0.6 + 0.4 * Math.sin(across)) * reach])
  }
  points.push([width * 0.6, -length * 0.3])
  return points
}

/** Broad petal with a wavy, slightly torn edge: peony, iris, sweet pea. */
export function ruffledPetal(random, length, width, depth = 0.07, waves = 7) {
  return smooth(fan(length, width, waves, i => 1 + (i % 2 ? depth : -depth) * random.between(0.2, 1)))
}

/** Fan with a pinked edge, as if cut with zigzag scissors: carnation, cornflower. */
export function serratedPetal(random, length, width, teeth = 9, depth = 0.09) {
  return polygon(fan(length, width, teeth, i => 1 + (i % 2 ? depth : -depth) * random.between(0.5, 1)))
}

/** The soft dark edge that a piece of paper throws on what lies under it. */
export const halo = (outline, color, opacity = 0.14, width = 5) =>
  path(outline, { fill: 'none', stroke: darken(color, 0.75), strokeOpacity: opacity, strokeWidth: width })

/**
 * Cut-paper petal: a soft dark halo where it lies on its neighbour, a fill that is
 * deep at the base and pale at the tip, and a fine light rim for the paper's edge.
 */
export function paintPetal(
  pen,
  outline,
  length,
  { color, angle = 0, base = 0.35, tip = 0.3, rim = 0.45, contact = 0.13 },
) {
  const lit = shade(color, pen.facing(angle) * 0.09)
  const fill = pen.glow(
    [
      [0, darken(lit, base)],
      [0.45, darken(lit, base * 0.35)],
      [0.78, lit],
      [1, lighten(lit, tip)],
    ],
    length,
  )
  return (
    halo(outline, color, contact) +
    path(outline, { fill, stroke: lighten(lit, 0.6), strokeOpacity: rim, strokeWidth: 1.1 })
  )
}

/** Calls draw(angle, index) for petals spread evenly round the center, slightly out of true. */
export function ring(pen, count, draw, { start = 0, distance = 0, jitter = 4 } = {}) {
  let content = ''
  for (let i = 0; i < count; i++) {
    const angle = start + (i * 360) / count + pen.random.around(jitter)
    const petal = draw(angle, i)
    content += place({ rotate: angle }, distance ? place({ y: -distance }, petal) : petal)
  }
  return content
}

/** Fine lines that fan from the base to the tip. */
export function veins(length, count, color, opacity = 0.2) {
  let d = ''
  for (let i = 0; i < count; i++) {
    const x = (i - (count - 1) / 2) * length * 0.09
    d += `M0 ${num(-length * 0.12)}Q${num(x * 1.6)} ${num(-length * 0.5)} ${num(x * 1.2)} ${num(-length * 0.84)}`
  }
  return stroke(d, color, 1.3, { strokeOpacity: opacity })
}

/** Dots in a sunflower spiral: the eye of daisies, gerberas and sunflowers. */
export function seedDisc(pen, radius, light, dark, count = 60) {
  let dots =
    pen.random &&
    path(
      `M${num(-radius)} 0A${num(radius)} ${num(radius)} 0 1 0 ${num(radius)} 0A${num(radius)} ${num(radius)} 0 1 0 ${num(-radius)} 0Z`,
      {
        fill: pen.radial(
          [
            [0, light],
            [1, dark],
          ],
          { cx: 0.42, cy: 0.38 },
        ),
      },
    )
  for (let i = 0; i < count; i++) {
    const angle = i * 2.39996
    const distance = Math.sqrt(i / count) * radius * 0.94
    const color = i % 3 ? mix(lighten(light, 0.3), light, distance / radius) : dark
    dots += `<circle cx="${num(Math.cos(angle) * distance)}" cy="${num(Math.sin(angle) * distance)}" r="${num(radius * 0.055 + 0.4)}" fill="${color}" opacity=".75"/>`
  }
  return dots
}

/** Green sepals and the swelling under a flower that is seen from the side. */
export function calyx(pen, x, y, size, color = '#6f9150') {
  const outline = blade(size * 1.5, size * 0.34)
  const sepals = [-58, -24, 12, 50].map(angle =>
    place(
      { rotate: angle },
      paintPetal(pen, outline, size * 1.5, { color, angle, base: 0.25, tip: 0.2, contact: 0.1 }),
    ),
  )
  const bulb = `<ellipse rx="${num(size * 0.42)}" ry="${num(size * 0.36)}" fill="${darken(color, 0.2)}"/>`
  return place({ x, y }, sepals.join('') + bulb)
}

/** A leaf with a midrib, lit from one side. */
export function leaf(pen, length, width, color, { bend = 0, tip = 0.8, ribs = 5 } = {}) {
  const outline = bend ? blade(length, width, bend) : roundPetal(length, width, tip)
  const fill = pen.linear(
    [
      [0, lighten(color, 0.14)],
      [0.5, color],
      [1, darken(color, 0.38)],
    ],
    0,
    0,
    1,
    1,
  )
  let lines = `M0 0Q${num(bend * 0.2 + width * 0.08)} ${num(-length * 0.5)} ${num(bend * 0.95)} ${num(-length * 0.95)}`
  for (let i = 1; i <= ribs; i++) {
    const y = -length * (0.1 + (0.66 * i) / ribs)
    const reach = width * 0.55 * Math.sin(Math.PI * (0.2 + (0.66 * i) / ribs))
    lines += `M${num(bend * 0.2)} ${num(y)}l${num(-reach)} ${num(-length * 0.09)}M${num(bend * 0.2)} ${num(y)}l${num(reach)} ${num(-length * 0.09)}`
  }
  return (
    halo(outline, color, 0.14) +
    path(outline, { fill }) +
    stroke(lines, lighten(color, 0.55), 1.3, { strokeOpacity: 0.42 })
  )
}
