// The bud vase: a slim clear bottle for one, two or three stems.
import { darken } from '../color.mjs'
import { leaf } from '../petals.mjs'
import { ellipse, path, place, stroke } from '../svg.mjs'

const CX = 480
const BOTTLE =
  'M448 700C450 760 446 800 424 846C398 900 392 960 404 1056Q480 1086 556 1056C568 960 562 900 536 846C514 800 510 760 512 700Q480 712 448 700Z'
const WATER = 'M408 900C398 950 396 1000 407 1052Q480 1080 553 1052C564 1000 562 950 552 900Q480 914 408 900Z'

/** The rose's own leaves, in threes, on the bare stem above the neck. */
const foliage = pen =>
  [
    [-62, 560],
    [58, 622],
  ]
    .map(([turn, y]) =>
      place(
        { x: CX, y, rotate: turn },
        stroke('M0 0V-70', '#5c8449', 4) +
          [0, -52, 52]
            .map((side, i) =>
              place(
                { y: i ? -34 : -62, rotate: side },
                leaf(pen, i ? 62 : 92, i ? 20 : 29, i > 1 ? '#3f6b3f' : '#4f7d4a'),
              ),
            )
            .join(''),
      ),
    )
    .join('')

export const budVase = {
  dome: {
    cx: CX,
    cy: 392,
    rx: 112,
    ry: 126,
    origin: [CX, 720],
    spread: 54,
    collar: 8,
    collarSpread: 110,
    density: 1.6,
  },
  ground: { y: 1070, rx: 98 },
  back: pen =>
    ellipse(CX, 700, 32, 6, { fill: '#ffffff', fillOpacity: 0.4 }) +
    path(BOTTLE, { fill: '#eef5f2', fillOpacity: 0.5 }) +
    foliage(pen) +
    stroke('M478 690Q486 880 462 1044M484 690Q476 880 506 1036', '#5c8449', 8),
  front(pen, { color = '#dfeae6' }) {
    const side = pen.linear(
      [
        [0, darken(color, 0.3), 0.5],
        [0.14, '#ffffff', 0.3],
        [0.34, '#ffffff', 0.04],
        [0.76, color, 0.08],
        [0.92, '#ffffff', 0.28],
        [1, darken(color, 0.42), 0.55],
      ],
      0,
      0,
      1,
      0,
    )
    return (
      path(WATER, {
        fill: pen.linear([
          [0, '#cfe3e2', 0.4],
          [1, '#93bcbd', 0.55],
        ]),
      }) +
      ellipse(CX, 901, 70, 9, { fill: '#eaf6f4', fillOpacity: 0.6 }) +
      path(BOTTLE, { fill: side, stroke: '#ffffff', strokeOpacity: 0.75, strokeWidth: 2.4 }) +
      stroke('M428 880C414 930 412 980 420 1034', '#ffffff', 8, { strokeOpacity: 0.6 }) +
      stroke('M458 716C460 770 456 800 442 834', '#ffffff', 4, { strokeOpacity: 0.55 }) +
      stroke('M448 700A32 6 0 0 0 512 700', '#ffffff', 4, { strokeOpacity: 0.9 })
    )
  },
}
