// Decides where each head goes, how it is turned and which of its views is drawn.
// Nothing here draws: the result is a list of heads for compose.mjs.
import { RADIANS } from './svg.mjs'
import { species } from './species/index.mjs'

const GOLDEN_ANGLE = 137.5

function headsOf(stems) {
  return stems.flatMap(({ species: name, color, count = 1, scale = 1 }) => {
    const known = species[name]
    const kind = scale === 1 || !known ? known : { ...known, size: known.size * scale }
    if (!kind) throw new Error(`Unknown species: ${name}. Known: ${Object.keys(species).join(', ')}`)
    return Array.from({ length: count }, () => ({ kind, color }))
  })
}

/** Degrees from straight up, clockwise. */
const bearing = (dx, dy) => Math.atan2(dx, -dy) / RADIANS

/** Spreads each kind evenly over the whole order, so that no color clots; lean moves a head forward. */
function interleave(heads, random, lean = () => 0) {
  const seen = new Map()
  const total = new Map()
  const keyOf = head => `${head.color} ${head.kind.size}`
  for (const head of heads) total.set(keyOf(head), (total.get(keyOf(head)) ?? 0) + 1)
  for (const head of heads) {
    const index = seen.get(keyOf(head)) ?? 0
    seen.set(keyOf(head), index + 1)
    head.order = (index + random.unit()) / total.get(keyOf(head)) - lean(head)
  }
  return heads.sort((one, other) => one.order - other.order)
}

/** The middle of a dome belongs to its largest heads. */
function towardsMiddle(heads) {
  const largest = Math.max(...heads.map(head => head.r))
  return head => 0.9 * (head.r / largest) ** 2
}

const elbowRoom = head => head.r * (head.kind.spacing ?? 1)

/** Pushes overlapping heads apart until they merely touch, inside the dome and above its rim. */
function relax(heads, { cx, cy, rx, ry, floor, rim, halfWidth }, closeness) {
  for (let pass = 0; pass < 180; pass++) {
    for (let i = 0; i < heads.length; i++) {
      const a = heads[i]
      for (let j = i + 1; j < heads.length; j++) {
        const b = heads[j]
        const [dx, dy] = [a.x - b.x, a.y - b.y]
        const gap = (elbowRoom(a) + elbowRoom(b)) * closeness
        const distance = Math.hypot(dx, dy) || 1
        if (distance >= gap) continue
        const push = ((gap - distance) / distance) * 0.3
        a.x += dx * push
        a.y += dy * push
        b.x -= dx * push
        b.y -= dy * push
      }
      const [ex, ey] = [(a.x - cx) / rx, (a.y - cy) / ry]
      const out = Math.hypot(ex, ey)
      if (out > 1) [a.x, a.y] = [cx + (ex / out) * rx, cy + (ey / out) * ry]
      if (floor) a.y = Math.min(a.y, a.kind.upright && rim ? rim - a.r * 1.1 : floor(a.x) - a.r * 0.45)
      if (halfWidth) {
        // keep behind the sides of the paper cone
        const room = Math.max(20, halfWidth(a.y + a.r * 0.4) - a.r * 0.8)
        a.x = cx + Math.max(-room, Math.min(room, a.x - cx))
      }
    }
  }
}

function chooseView(head, edge, isUpper, random) {
  const has = view => head.kind.views.includes(view)
  if (head.kind.upright) return random.pick(head.kind.views)
  if (edge > 0.82 && isUpper && has('side') && random.chance(0.42)) return 'side'
  if (edge > 0.5 && has('tilted')) return 'tilted'
  return has('tilted') && random.chance(0.3) ? 'tilted' : 'front'
}

/** Focal flowers on a dome seen from the front: near in the middle, far at the edge. */
function focalDome(heads, dome, random) {
  const { cx, cy, rx, ry, origin } = dome
  const area = heads.reduce((sum, head) => sum + (head.kind.size * (head.kind.spacing ?? 1)) ** 2, 0)
  const fit = Math.min(1.5, Math.max(0.55, Math.sqrt((rx * ry * (dome.density ?? 1.3)) / Math.max(1, area))))
  for (const head of heads) head.r = head.kind.size * fit * random.between(0.9, 1.1)
  interleave(heads, random, towardsMiddle(heads))
  heads.forEach((head, i) => {
    const angle = i * GOLDEN_ANGLE * RADIANS + random.around(0.35)
    const d = heads.length === 1 ? 0 : Math.sqrt((i + 0.35) / heads.length) * (heads.length < 12 ? 1 : 0.9)
    head.x = cx + Math.cos(angle) * d * rx
    head.y = cy + Math.sin(angle) * d * ry
  })
  relax(heads, dome, dome.closeness ?? 0.77)
  for (const head of heads) {
    const edge = Math.min(1, Math.hypot((head.x - cx) / rx, (head.y - cy) / ry))
    head.edge = edge
    head.depth = 1 - Math.sqrt(1 - edge * edge * 0.96)
    if (head.y > cy) head.depth *= 0.45 // the lower rim of the dome is still near the viewer
    head.dusk = Math.max(0, ((head.x - cx) / rx) * 0.6 + ((head.y - cy) / ry) * 0.5) // light comes from the upper left
    head.view = chooseView(head, edge, head.y < cy + ry * 0.1, random)
    const outward = bearing(head.x - cx, head.y - (cy + ry * 0.25))
    const fromStem = bearing(head.x - origin[0], head.y - origin[1])
    head.turn = head.kind.upright
      ? fromStem * 0.95 + random.around(9)
      : head.view === 'front'
        ? random.around(180)
        : outward + random.around(12)
    if (head.view === 'side') head.turn = fromStem * 1.15 + random.around(8)
    head.r *= 1 - head.depth * 0.12
  }
  return heads.sort((a, b) => b.depth - a.depth)
}

/** How far from the middle of the dome a head stands, in radii of the dome. */
const REACH = { spike: [0.86, 1.06], filler: [0.76, 1], foliage: [0.88, 1.06], leaf: [0.92, 0.98] }

/** Spikes, branches and clouds radiate from where the stems meet. */
function radiating(heads, dome, random) {
  const { cx, cy, rx, ry, origin } = dome
  const spread = dome.spread ?? 80
  return heads.map((head, i) => {
    const isSpike = head.kind.role === 'spike'
    const fan = isSpike ? spread * 0.8 : spread
    const angle = (-fan + 2 * fan * ((i * 0.618 + 0.21) % 1) + random.around(5)) * RADIANS
    const reach = random.between(...REACH[head.kind.role])
    const r = head.kind.size * Math.max(0.6, rx / 290) * random.between(0.92, 1.1) * (isSpike ? 1.16 : 1)
    const x = cx + Math.sin(angle) * rx * reach
    const y = Math.max(cy - Math.cos(angle) * ry * reach, r * (head.kind.height ?? 1.75) + 34) // tips stay inside the picture
    const turn = bearing(x - origin[0], y - origin[1]) * 0.55 + (angle / RADIANS) * 0.45 + random.around(6)
    return { ...head, r, x, y, turn, depth: 0.25 * (isSpike ? 0.3 : 1), view: 'front' }
  })
}

/** Where there are spires, the round flowers make room for them by keeping low. */
function roomForSpires(dome, spires) {
  if (spires < 2) return dome
  return { ...dome, cy: dome.cy + dome.ry * 0.17, ry: dome.ry * 0.83, rx: dome.rx * 0.95 }
}

export function domeLayout(stems, dome, random) {
  const all = headsOf(stems)
  const of = test => all.filter(head => test(head.kind.role))
  const spires = of(role => role === 'spike')
  const focal = focalDome(
    of(role => role === 'focal'),
    roomForSpires(dome, spires.length),
    random,
  )
  // Each role fans out by itself, so that three spires do not all end up on one side.
  const greens = ['leaf', 'foliage', 'filler', 'spike'].flatMap(name =>
    radiating(
      interleave(
        of(role => role === name),
        random,
      ),
      dome,
      random,
    ),
  )
  return { focal, greens }
}

/** A wreath: greens all the way round, flowers gathered in the lower left. */
export function ringLayout(stems, { cx, cy, radius, band }, random) {
  const all = headsOf(stems)
  const greens = interleave(
    all.filter(head => head.kind.role !== 'focal'),
    random,
  )
  const focal = interleave(
    all.filter(head => head.kind.role === 'focal'),
    random,
  )
  greens.forEach((head, i) => {
    const angle = (i * 360) / greens.length + random.around(8)
    Object.assign(head, ringPoint(cx, cy, radius + random.around(band * 0.3), angle), {
      r: head.kind.size * random.between(0.78, 0.95),
      depth: 0.15,
      view: 'front',
      turn: angle + 90 + random.around(34) - 12,
    })
  })
  focal.forEach((head, i) => {
    const t = (i + 0.5) / focal.length
    const angle = 218 + (t - 0.5) * 190 + random.around(5)
    const edge = Math.abs(t - 0.5) * 2
    Object.assign(head, ringPoint(cx, cy, radius + random.around(band * 0.42), angle), {
      r: head.kind.size * (1 - edge * 0.32) * random.between(0.86, 1.02),
      depth: edge * 0.3,
      view: head.kind.views.includes('tilted') && random.chance(0.45) ? 'tilted' : 'front',
      turn: angle + random.around(40),
    })
  })
  for (let pass = 0; pass < 40; pass++) separate(focal, 0.72)
  return { focal: focal.sort((a, b) => b.depth - a.depth), greens }
}

function ringPoint(cx, cy, radius, angle) {
  return { x: cx + Math.sin(angle * RADIANS) * radius, y: cy - Math.cos(angle * RADIANS) * radius }
}

function separate(heads, closeness) {
  for (const a of heads)
    for (const b of heads) {
      if (a === b) continue
      const distance = Math.hypot(a.x - b.x, a.y - b.y) || 1
      const gap = (a.r + b.r) * closeness
      if (distance >= gap) continue
      const push = ((gap - distance) / distance) * 0.15
      a.x += (a.x - b.x) * push
      a.y += (a.y - b.y) * push
    }
}
