// The home page's table: bouquets of the range side by side, in one room and one light.
import { paintTable, paintWall, groundShadow, windowLight } from '../backdrop.mjs'
import { paintSubject } from '../compose.mjs'
import { createRandom } from '../random.mjs'
import { species } from '../species/index.mjs'
import { createPen, place, softSpot } from '../svg.mjs'
import { vessels } from '../vessels/index.mjs'

const [WIDTH, HEIGHT, TABLE_TOP] = [1600, 1000, 716]
const WALL = '#4d6659'
const TABLE = '#b08a66'

export const HERO_WIDTHS = [
  { width: 800, quality: 78, limit: 40_000 },
  { width: 1600, quality: 74, limit: 90_000 },
]

/** Back row first. x is the middle of the vessel, foot where it stands, both in hero pixels. */
const TABLEAU = [
  { slug: 'irvington-blue', bouquet: 'deluxe', x: 352, foot: 838, size: 0.68, seed: 7 },
  { slug: 'juliet-supper', bouquet: 'deluxe', x: 1250, foot: 842, size: 0.7, seed: 5 },
  { slug: 'ember', bouquet: 'premium', x: 800, foot: 880, size: 0.82, seed: 5 },
  { slug: 'hello-small-one', x: 98, foot: 930, size: 0.5, seed: 5 },
  { slug: 'valentine-hat-box', x: 1518, foot: 934, size: 0.52, seed: 6 },
  { slug: 'one-good-rose', x: 1046, foot: 934, size: 0.42, seed: 5 },
]

/** What the florist left on the table. */
const CUTTINGS = [
  { species: 'eucalyptus', color: '#8fb09c', x: 566, y: 926, rotate: 74, radius: 66 },
  { species: 'rose', color: '#f3b184', x: 512, y: 918, rotate: -30, radius: 34, view: 'side' },
  { species: 'hypericum', color: '#d8692f', x: 640, y: 930, rotate: 108, radius: 44 },
]

function cutting(pen, { species: name, x, y, rotate, view = 'front', ...style }) {
  return (
    softSpot(pen, x, y + 16, style.radius * 1.8, 16, 0.22) +
    place({ x, y, rotate }, species[name].draw(pen, { ...style, view }))
  )
}

function stand(pen, recipe, { x, foot, size }) {
  const vessel = vessels[recipe.vessel.kind]
  pen.random = createRandom(recipe.seed)
  const still = { ...recipe, zoom: 1 }
  const { y, rx } = vessel.ground
  return (
    softSpot(pen, x + 90 * size, foot - 420 * size, 380 * size, 420 * size, 0.12) +
    groundShadow(pen, { x, y: foot, rx: rx * size }) +
    place({ x: x - 480 * size, y: foot - y * size, scaleX: size }, paintSubject(pen, still, vessel))
  )
}

export function composeHero(recipeOf, seed) {
  const pen = createPen(createRandom(seed))
  const room =
    paintWall(pen, WALL, WIDTH, HEIGHT) +
    place({ x: 40, y: -40, scaleX: 1.5 }, windowLight(pen, WALL, 0.24)) +
    paintTable(pen, TABLE, WALL, WIDTH, TABLE_TOP, HEIGHT, true)
  const table = TABLEAU.map(spot => stand(pen, recipeOf(spot.slug, spot.seed, spot.bouquet), spot)).join('')
  const cuttings = CUTTINGS.map(spot => cutting(pen, spot)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><defs>${pen.defs()}</defs>${room}${table}${cuttings}</svg>`
}
