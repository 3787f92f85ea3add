// Three vases to choose from: a small glass cube, a glass cylinder and gray stoneware.
import { darken, lighten } from '../color.mjs'
import { species } from '../species/index.mjs'
import { ellipse, num, path, place, softSpot, stroke } from '../svg.mjs'
import { vaseOnly } from './vases.mjs'

/** A straight-sided glass with its foot at the origin. */
function tumbler(pen, halfTop, halfFoot, height, color) {
  const lip = halfTop * 0.16
  const outline = `M${-halfTop} ${-height}L${-halfFoot} -6Q0 ${num(lip * 1.3)} ${halfFoot} -6L${halfTop} ${-height}Q0 ${num(-height + lip * 2)} ${-halfTop} ${-height}Z`
  const glass = pen.linear(
    [
      [0, darken(color, 0.3), 0.62],
      [0.1, '#ffffff', 0.34],
      [0.3, '#ffffff', 0.08],
      [0.74, color, 0.16],
      [0.92, '#ffffff', 0.34],
      [1, darken(color, 0.42), 0.66],
    ],
    0,
    0,
    1,
    0,
  )
  return (
    softSpot(pen, halfFoot * 0.3, 0, halfFoot * 1.5, halfFoot * 0.2, 0.26) +
    path(outline, { fill: '#eef4f1', fillOpacity: 0.46 }) +
    ellipse(0, -height, halfTop, lip, { fill: '#ffffff', fillOpacity: 0.3, stroke: '#ffffff', strokeWidth: 3 }) +
    path(outline, { fill: glass, stroke: '#ffffff', strokeOpacity: 0.8, strokeWidth: 2.6 }) +
    ellipse(0, -height * 0.06, halfFoot * 0.86, lip * 0.66, { fill: '#ffffff', fillOpacity: 0.5 }) +
    stroke(
      `M${num(-halfTop * 0.74)} ${num(-height * 0.86)}L${num(-halfFoot * 0.72)} ${num(-height * 0.2)}`,
      '#ffffff',
      9,
      {
        strokeOpacity: 0.65,
      },
    )
  )
}

export const vaseTrio = {
  ground: { y: 1000, rx: 250 },
  picture(pen, recipe) {
    const { color, glass = '#d3e2dd' } = recipe.vessel
    const stoneware = vaseOnly.picture(pen, { ...recipe, vessel: { color } })
    return (
      place({ x: 664, y: 968 }, tumbler(pen, 104, 98, 520, glass)) +
      place({ x: 122, y: 296, scaleX: 0.68 }, stoneware) +
      place({ x: 640, y: 1040 }, tumbler(pen, 112, 106, 226, lighten(glass, 0.2))) +
      softSpot(pen, 430, 1066, 190, 26, 0.2) +
      place({ x: 420, y: 1046, rotate: -82 }, species.olive.draw(pen, { color: '#8a9f86', radius: 110 }))
    )
  },
}
