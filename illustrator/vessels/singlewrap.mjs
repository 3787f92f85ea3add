// The slim cone of paper for one to three stems.
import { darken, lighten } from '../color.mjs'
import { between, facets, sheet } from './paper.mjs'
import { bow } from './ribbon.mjs'

/** A long cone of paper for one to three stems. */
export const singleWrap = {
  dome: {
    cx: 480,
    cy: 356,
    rx: 104,
    ry: 96,
    origin: [480, 860],
    spread: 56,
    collar: 7,
    collarSpread: 96,
    density: 1.5,
  },
  ground: { y: 1108, rx: 84 },
  back(pen, { color }) {
    const outer = [
      [458, 880],
      [322, 480],
      [306, 366],
      [384, 290],
      [450, 318],
      [522, 274],
      [596, 314],
      [660, 376],
      [640, 480],
      [502, 880],
    ]
    return sheet(pen, outer, color, [0, 0], [1, 1]) + facets([480, 880], outer.slice(1, -1), darken(color, 0.5))
  },
  front(pen, { color, ribbon = '#b4495f' }) {
    const left = [
      [328, 476],
      [430, 560],
      [548, 640],
      [506, 880],
      [454, 880],
    ]
    const right = [
      [634, 480],
      [540, 568],
      [424, 670],
      [454, 880],
      [506, 880],
    ]
    const skirt = [
      [454, 880],
      [506, 880],
      [552, 1104],
      ...between([552, 1104], [408, 1104], 4, 10).slice(1, -1),
      [408, 1104],
    ]
    return (
      sheet(pen, left, color, [0, 0], [1, 0.7]) +
      facets([474, 880], left.slice(0, 3), darken(color, 0.6)) +
      sheet(pen, right, lighten(color, 0.08), [1, 0], [0.1, 0.8]) +
      facets([486, 880], right.slice(0, 3), darken(color, 0.6)) +
      sheet(pen, skirt, darken(color, 0.05), [0, 0], [1, 1]) +
      bow(pen, 480, 880, 0.78, ribbon)
    )
  },
}
