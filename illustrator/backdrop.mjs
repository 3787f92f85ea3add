// The room behind every picture: a lit wall, a table with a soft edge, light from a window at
// the upper left, and the shadow under what stands there.
import { darken, lighten, mix } from './color.mjs'
import { path, polygon, rect, softSpot } from './svg.mjs'

export const WIDTH = 960
export const HEIGHT = 1200
const TABLE_TOP = 868

/** recipe.background colors the wall, recipe.table the table, recipe.window lets daylight fall in. */
export function backdrop(pen, recipe, { ground, wallOnly }) {
  const { background: color = '#efe6dc', table, window } = recipe
  const wall = paintWall(pen, color, WIDTH, HEIGHT) + (window ? windowLight(pen, color, window) : '')
  if (wallOnly) return wall
  const room = wall + paintTable(pen, table ?? darken(color, 0.07), color, WIDTH, TABLE_TOP, HEIGHT, Boolean(table))
  return ground ? room + groundShadow(pen, { ...ground, rx: ground.rx * (recipe.zoom ?? 1) }) : room
}

export function paintWall(pen, color, width, height) {
  return rect(0, 0, width, height, {
    fill: pen.radial(
      [
        [0, lighten(color, 0.62 * lightness(color))],
        [0.6, lighten(color, 0.12)],
        [1, darken(color, 0.045)],
      ],
      { cx: 0.36, cy: 0.3, r: 0.95 },
    ),
  })
}

/** A dark wall takes less of the lamp than a pale one, or it would look like fog. */
function lightness(color) {
  const sum = [1, 3, 5].reduce((total, i) => total + parseInt(color.slice(i, i + 2), 16), 0)
  return Math.min(1, Math.max(0.3, (sum / 765 - 0.35) * 2))
}

export function paintTable(pen, table, wall, width, top, height, solid = false) {
  const edge = solid ? [1, 1, 1, 1] : [0, 0.75, 0.62, 0.85]
  return (
    rect(0, top, width, height - top, {
      fill: pen.linear([
        [0, darken(table, solid ? 0.1 : 0), edge[0]],
        [0.1, table, edge[1]],
        [0.34, solid ? lighten(table, 0.06) : table, edge[2]],
        [1, solid ? mix(table, lighten(table, 0.25), 0.8) : lighten(wall, 0.1), edge[3]],
      ]),
    }) + (solid ? rect(0, top - 5, width, 10, { fill: softEdge(pen, table) }) : '')
  )
}

const softEdge = (pen, table) =>
  pen.linear([
    [0, darken(table, 0.5), 0],
    [0.5, darken(table, 0.5), 0.28],
    [1, lighten(table, 0.3), 0.3],
  ])

/** Slanted panes of daylight; strength 0 to 1. */
export function windowLight(pen, color, strength) {
  const glow = lighten(color, 0.85)
  const fill = pen.linear(
    [
      [0, glow, 0.55 * strength],
      [1, glow, 0.1 * strength],
    ],
    0,
    0,
    1,
    1,
  )
  const panes = []
  for (let row = 0; row < 2; row++)
    for (let column = 0; column < 2; column++) {
      const [x, y] = [40 + column * 218 + row * 74, 60 + row * 356 + column * 46]
      panes.push(
        path(
          polygon([
            [x, y],
            [x + 190, y + 40],
            [x + 258, y + 372],
            [x + 68, y + 332],
          ]),
          { fill },
        ),
      )
    }
  return panes.join('')
}

export function groundShadow(pen, { x = 480, y, rx }) {
  return (
    softSpot(pen, x + rx * 0.3, y - 4, rx * 1.5, rx * 0.15, 0.16) + softSpot(pen, x + 6, y, rx * 1.08, rx * 0.075, 0.34)
  )
}
