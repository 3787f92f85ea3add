// From a row of products.csv to a picture recipe: a size's stems (the standard one's, unless told), drawn with the
// heads and shades of stems.mjs, in the vessel and the room that looks.json gives the product.
import { PETALS, STEMS } from './stems.mjs'

const GREENERY = new Set([
  'salal',
  'ruscus',
  'pittosporum',
  'fern',
  'olive',
  'eucalyptus',
  'seeded',
  'fir',
  'cedar',
  'willow',
])

const partsOf = recipe =>
  recipe.split('|').map(part => {
    const cut = part.lastIndexOf(':')
    return { key: part.slice(0, cut), count: Number(part.slice(cut + 1)) }
  })

/** Heads are dealt out to the colors in turn, so that five heads in two colors are three and two. */
function deal(count, colors) {
  return colors.map((color, i) => [color, Math.floor(count / colors.length) + (i < count % colors.length ? 1 : 0)])
}

function stemsOf({ key, count }, productColors, look) {
  const kind = STEMS[key]
  if (!kind) throw new Error(`No drawing for the stem ${key}`)
  const { species, heads = 1, scale = 1 } = kind
  const share = look.share?.[key] ?? 1
  const colors = look.colors?.[key] ?? colorsFor(kind, productColors)
  return deal(Math.max(1, Math.round(count * heads * share)), colors)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => ({
      species,
      color: kind[name] ?? PETALS[name] ?? name,
      count: number,
      scale: scale * (look.scale?.[key] ?? 1),
    }))
}

function colorsFor(kind, productColors) {
  if (GREENERY.has(kind.species)) return ['green']
  const own = productColors.filter(name => kind[name])
  if (own.length) return own
  const petals = productColors.filter(name => name !== 'green')
  return petals.length ? petals : ['white']
}

export function recipeFor(product, look, seed, size = 'standard') {
  if (!look) throw new Error(`No look for the product ${product.slug}`)
  const colors = product.colors.split(';').filter(Boolean)
  const bouquet = product[`recipe_${size}`]
  const stems = bouquet ? partsOf(bouquet).flatMap(part => stemsOf(part, colors, look)) : (look.stems ?? [])
  const { vessel, background, table, window, foliage, zoom } = look
  return { seed, vessel, background, table, window, foliage, zoom, stems }
}
