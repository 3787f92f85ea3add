// The florist's wrap in three folds (classic, sweep, round) and three ties (bow, twine, seal).
// Every fold leaves the same opening, so that a bouquet fits whichever it is given.
import { darken, lighten } from '../color.mjs'
import { circle, ellipse, place, softSpot, stroke } from '../svg.mjs'
import { between, facets, sheet } from './paper.mjs'
import { band, bow, twine } from './ribbon.mjs'

const TIE = [480, 905]
const WAIST = [
  [514, 905],
  [446, 905],
]

const CLASSIC = {
  outer: [
    [450, 905],
    [128, 520],
    [112, 356],
    [214, 262],
    [330, 196],
    [440, 250],
    [560, 184],
    [662, 244],
    [770, 286],
    [846, 372],
    [832, 528],
    [510, 905],
  ],
  inner: [
    [454, 905],
    [158, 540],
    [158, 402],
    [256, 306],
    [372, 262],
    [520, 238],
    [640, 292],
    [744, 338],
    [806, 424],
    [800, 544],
    [506, 905],
  ],
  under: [[126, 506], [250, 606], [392, 708], [566, 806], ...WAIST],
  over: [[836, 512], [716, 620], [560, 726], [388, 836], ...[...WAIST].reverse()],
}

/** One tall sheet from behind the right shoulder, folded down over the front to the left hip. */
const SWEEP = {
  outer: [
    [450, 905],
    [118, 560],
    [104, 430],
    [166, 330],
    [286, 262],
    [420, 216],
    [566, 150],
    [704, 118],
    [838, 150],
    [892, 300],
    [890, 478],
    [510, 905],
  ],
  inner: [
    [454, 905],
    [140, 566],
    [148, 440],
    [236, 352],
    [350, 296],
    [500, 236],
    [650, 196],
    [778, 236],
    [826, 356],
    [820, 500],
    [506, 905],
  ],
  under: [[116, 548], [232, 640], [372, 736], [540, 826], ...WAIST],
  over: [[888, 480], [748, 606], [566, 720], [372, 800], [330, 780], ...[...WAIST].reverse()],
}

/** Rolled collars, as round as petals, with a lighter lining. */
const ROUND = {
  soft: true,
  outer: [
    [446, 900],
    [206, 690],
    [92, 500],
    [122, 330],
    [238, 262],
    [330, 178],
    [470, 190],
    [600, 150],
    [706, 214],
    [830, 290],
    [874, 470],
    [762, 690],
    [514, 900],
  ],
  inner: [
    [452, 896],
    [230, 690],
    [138, 520],
    [176, 380],
    [290, 308],
    [420, 248],
    [560, 232],
    [690, 284],
    [794, 376],
    [826, 510],
    [734, 690],
    [508, 896],
  ],
  under: [[104, 486], [190, 560], [320, 640], [470, 742], [560, 840], ...WAIST],
  over: [[864, 480], [780, 566], [650, 650], [500, 756], [404, 846], ...[...WAIST].reverse()],
}

const FOLDS = { classic: CLASSIC, sweep: SWEEP, round: ROUND }

/** The corners of a sheet, moved a little so that no two wraps are creased alike. */
function rumpled(pen, points) {
  return points.map(([x, y], i) =>
    i < 2 || i > points.length - 3 ? [x, y] : [x + pen.random.around(9), y + pen.random.around(13)],
  )
}

function back(pen, { color, lining, fold = 'classic' }) {
  const { outer, inner, soft } = FOLDS[fold]
  const [paper, tissue] = [rumpled(pen, outer), rumpled(pen, inner)]
  const lined = lining ?? lighten(color, 0.55)
  return (
    sheet(pen, paper, darken(color, 0.04), [0, 0], [1, 1], soft) +
    facets(TIE, soft ? shrink(paper).slice(2, -2) : paper.slice(1, -1), darken(color, 0.5)) +
    sheet(pen, tissue, lined, [0, 0], [0.6, 1], soft) +
    facets(TIE, soft ? shrink(tissue).slice(2, -2) : tissue.slice(1, -1), darken(lined, 0.4))
  )
}

/** Facets have straight edges: kept a little inside a rolled edge, they do not poke out of it. */
const shrink = points => points.map(([x, y]) => [TIE[0] + (x - TIE[0]) * 0.95, TIE[1] + (y - TIE[1]) * 0.95])

function skirt(pen, color, soft) {
  const hem = soft
    ? [
        [628, 1068],
        [570, 1104],
        [500, 1084],
        [430, 1106],
        [336, 1070],
      ]
    : [[606, 1098], ...between([606, 1098], [354, 1098], 6, 14).slice(1, -1), [354, 1098]]
  return (
    sheet(pen, [[446, 905], [514, 905], [548, 990], ...hem, [412, 990]], darken(color, 0.05), [0, 0], [1, 1], soft) +
    facets([480, 900], between([600, 1090], [360, 1090], 8), darken(color, 0.6))
  )
}

function seal(pen, color) {
  const wax = pen.radial(
    [
      [0, lighten(color, 0.4)],
      [0.6, color],
      [1, darken(color, 0.4)],
    ],
    { cx: 0.36, cy: 0.32 },
  )
  const petals = Array.from({ length: 6 }, (_, i) =>
    place({ x: 480, y: 905, rotate: i * 60 }, ellipse(0, -14, 7, 11, { fill: darken(color, 0.3), fillOpacity: 0.55 })),
  ).join('')
  return (
    band(pen, 480, 884, 92, 40, 8, lighten(color, 0.3)) +
    softSpot(pen, 483, 912, 52, 50, 0.4) +
    circle(480, 905, 41, { fill: wax }) +
    circle(480, 905, 30, { fill: 'none', stroke: lighten(color, 0.5), strokeOpacity: 0.5, strokeWidth: 2 }) +
    petals
  )
}

const TIES = {
  bow: (pen, ribbon) => bow(pen, 480, 905, 1.02, ribbon),
  twine: (pen, ribbon) => twine(pen, 480, 882, 82, 7, ribbon),
  seal,
}

function front(pen, { color, ribbon = '#b4495f', fold = 'classic', tie = 'bow' }) {
  const { under, over, soft } = FOLDS[fold]
  const edge = over.slice(0, 4)
  const rim = 'M' + edge.map(([x, y]) => `${x} ${y}`).join('L')
  return (
    sheet(pen, under, color, [0, 0], [1, 0.7], soft) +
    (soft ? '' : facets([470, 905], under.slice(0, 4), darken(color, 0.6))) +
    sheet(pen, over, lighten(color, 0.08), [1, 0], [0.1, 0.8], soft) +
    (soft ? '' : facets([490, 905], edge, darken(color, 0.6)) + crease(rim, color)) +
    skirt(pen, color, soft) +
    TIES[tie](pen, ribbon)
  )
}

const crease = (rim, color) => stroke(rim, lighten(color, 0.7), 2.4, { strokeOpacity: 0.6 })

export const wrap = {
  dome: {
    cx: 480,
    cy: 470,
    rx: 286,
    ry: 282,
    origin: TIE,
    floor: x => 776 - Math.abs(x - 480) * 0.66,
    halfWidth: y => (y < 500 ? 360 : 360 - (y - 500) * 0.8),
    spread: 70,
    collarSpread: 100,
    collar: 40,
  },
  cone: true,
  ground: { y: 1104, rx: 150 },
  back,
  front,
}
