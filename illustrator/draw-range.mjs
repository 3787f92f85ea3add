// Draws every product of the demo shop's range, and the home page's table, as WebP.
//   node draw-range.mjs [slug ...]       all, or only those named
//   node draw-range.mjs --seeds 4 slug   tries: the next four seeds, as PNG into out/
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose } from './compose.mjs'
import { drawMark } from './mark.mjs'
import { parseCsv } from './range/csv.mjs'
import { recipeFor } from './range/recipe.mjs'
import { HERO_WIDTHS, composeHero } from './range/hero.mjs'
import { PRODUCT_WIDTHS, preview, rasterize } from './rasterize.mjs'

const here = name => fileURLToPath(new URL(name, import.meta.url))
const DATA = here('../backend/demo/data')
const PICTURES = here('../backend/static/pictures')

const readJson = name => JSON.parse(readFileSync(here(name), 'utf8'))
const looks = readJson('range/looks.json')
const seeds = readJson('range/seeds.json')
const products = new Map(
  parseCsv(readFileSync(join(DATA, 'products.csv'), 'utf8')).map(product => [product.slug, product]),
)

function rangeSlugs() {
  const lines = readFileSync(join(DATA, 'range.txt'), 'utf8').split('\n')
  return lines.map(line => line.trim()).filter(line => line && !line.startsWith('#'))
}

function recipe(slug, seed = seeds[slug] ?? 1, size = 'standard') {
  const product = products.get(slug)
  if (!product) throw new Error(`No product ${slug} in products.csv`)
  return recipeFor(product, looks[slug], seed, size)
}

const svgOf = slug => (slug === 'hero' ? composeHero(recipe, seeds.hero) : compose(recipe(slug)))

async function draw(slugs) {
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, 'mark.svg'), drawMark())
  for (const slug of slugs) {
    const widths = slug === 'hero' ? HERO_WIDTHS : PRODUCT_WIDTHS
    const files = await rasterize(svgOf(slug), join(PICTURES, slug), widths)
    const sizes = files.map(file => `${Math.ceil(statSync(file).size / 1024)} KiB`)
    console.log(`${slug.padEnd(30)} ${sizes.join('  ')}`)
  }
}

async function tryOut(count, slugs) {
  mkdirSync(here('out'), { recursive: true })
  for (const slug of slugs)
    for (let i = 0; i < count; i++) {
      const seed = (seeds[slug] ?? 1) + i
      const svg = slug === 'hero' ? composeHero(recipe, seed) : compose(recipe(slug, seed))
      writeFileSync(here(`out/${slug}-${seed}.png`), await preview(svg))
    }
}

const words = process.argv.slice(2)
if (words[0] === '--seeds') await tryOut(Number(words[1]), words.slice(2))
else await draw(words.length ? words : [...rangeSlugs(), 'hero'])
