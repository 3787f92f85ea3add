// The few SVG primitives the drawings use. No filters, masks or blend modes: soft
// edges are radial gradients, so every renderer agrees and rendering stays fast.

export const RADIANS = Math.PI / 180

/** Shadows are plum rather than black, in every picture. */
export const SHADOW = '#2b1a24'

export const num = value => String(Math.round(value * 10) / 10)

// SVG keeps a few attributes in camel case; everything else is written with hyphens.
const kebab = name => (name === 'gradientUnits' ? name : name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()))

function attributes(options) {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${kebab(name)}="${typeof value === 'number' ? round(value) : value}"`)
    .join('')
}
const round = value => Math.round(value * 1000) / 1000

export const path = (d, options = {}) => `<path d="${d}"${attributes(options)}/>`
export const circle = (x, y, r, options = {}) =>
  `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}"${attributes(options)}/>`
export const ellipse = (x, y, rx, ry, options = {}) =>
  `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}"${attributes(options)}/>`
export const rect = (x, y, width, height, options = {}) =>
  `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"${attributes(options)}/>`
export const stroke = (d, color, width, options = {}) =>
  path(d, {
    fill: 'none',
    stroke: color,
    strokeWidth: width,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    ...options,
  })

export function place({ x = 0, y = 0, rotate = 0, scaleX = 1, scaleY = scaleX }, content) {
  const steps = []
  if (x || y) steps.push(`translate(${num(x)} ${num(y)})`)
  if (rotate) steps.push(`rotate(${num(rotate)})`)
  if (scaleX !== 1 || scaleY !== 1) steps.push(`scale(${round(scaleX)} ${round(scaleY)})`)
  return steps.length ? `<g transform="${steps.join(' ')}">${content}</g>` : content
}

/** A smooth curve through points (Catmull-Rom written as Béziers). */
export function smooth(points, closed = true) {
  const n = points.length
  const at = i => (closed ? points[(i + n) % n] : points[Math.min(n - 1, Math.max(0, i))])
  let d = `M${num(points[0][0])} ${num(points[0][1])}`
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const c1 = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6]
    const c2 = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6]
    d += `C${num(c1[0])} ${num(c1[1])} ${num(c2[0])} ${num(c2[1])} ${num(p2[0])} ${num(p2[1])}`
  }
  return closed ? d + 'Z' : d
}

/** Straight segments, for cut paper, folded edges and serrated petals. */
export const polygon = points => 'M' + points.map(([x, y]) => `${num(x)} ${num(y)}`).join('L') + 'Z'

/**
 * Everything a drawing function needs besides its own measurements: the random
 * source, the shared gradients, and where the light comes from.
 */
export function createPen(random) {
  const gradients = new Map()

  function gradient(kind, stops, geometry) {
    const body = stops
      .map(([offset, color, opacity]) => `<stop${attributes({ offset, stopColor: color, stopOpacity: opacity })}/>`)
      .join('')
    const key = `${kind}${attributes(geometry)}>${body}`
    if (!gradients.has(key)) {
      const id = `g${gradients.size + 1}`
      gradients.set(key, { id, markup: `<${kind} id="${id}"${attributes(geometry)}>${body}</${kind}>` })
    }
    return `url(#${gradients.get(key).id})`
  }

  const pen = {
    random,
    /** How far the head being drawn is turned, in degrees; petals use it to find the light. */
    turn: 0,
    radial: (stops, geometry = {}) => gradient('radialGradient', stops, geometry),
    /** A radial gradient in the drawing's own units, centered where a petal is attached. */
    glow: (stops, radius, x = 0, y = 0) =>
      gradient('radialGradient', stops, {
        gradientUnits: 'userSpaceOnUse',
        cx: round(x),
        cy: round(y),
        r: Math.round(radius),
      }),
    /** A linear gradient across the shape's own box: from (x1, y1) to (x2, y2). */
    linear: (stops, x1 = 0, y1 = 0, x2 = 0, y2 = 1) => gradient('linearGradient', stops, { x1, y1, x2, y2 }),
    /** Light falls from the upper left: +1 for a petal that faces it, -1 for one turned away. */
    facing: angle => Math.round(Math.cos((angle + pen.turn + 40) * RADIANS) * 3) / 3,
    defs: () => [...gradients.values()].map(({ markup }) => markup).join(''),
  }
  return pen
}

/** A soft round shadow (or glow) without a blur filter. */
export function softSpot(pen, x, y, rx, ry, opacity, color = SHADOW) {
  const fill = pen.radial([
    [0, color, opacity],
    [0.55, color, opacity * 0.62],
    [1, color, 0],
  ])
  return ellipse(x, y, rx, ry, { fill })
}
