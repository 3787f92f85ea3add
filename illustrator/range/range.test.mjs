// node --test: every product of the range can be drawn, and its pictures are there and light.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { compose } from '../compose.mjs'
import { species } from '../species/index.mjs'
import { vessels } from '../vessels/index.mjs'
import { parseCsv } from './csv.mjs'
import { recipeFor } from './recipe.mjs'
import { STEMS } from './stems.mjs'

const at = path => new URL(path, import.meta.url)
const read = path => readFileSync(at(path), 'utf8')
const DATA = '../../backend/demo/data'
const PICTURES = '../../backend/static/pictures'

const range = read(`${DATA}/range.txt`)
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
const products = new Map(parseCsv(read(`${DATA}/products.csv`)).map(product => [product.slug, product]))
const looks = JSON.parse(read('looks.json'))
const seeds = JSON.parse(read('seeds.json'))

test('CSV cells may hold commas, quotes and line breaks, and may be empty', () => {
  assert.deepEqual(parseCsv('a,b,c\n"x, ""y""",,"two\nlines"\n'), [{ a: 'x, "y"', b: '', c: 'two\nlines' }])
})

test('every stem of the shop has a species that draws it', () => {
  for (const { species: name, variety } of parseCsv(read(`${DATA}/stems.csv`)))
    assert.ok(species[STEMS[`${name}/${variety}`]?.species], `${name}/${variety}`)
})

test('the range names each product once, and looks and seeds name no other', () => {
  assert.equal(new Set(range).size, range.length)
  for (const slug of range) assert.ok(products.has(slug) && looks[slug] && seeds[slug], slug)
  assert.deepEqual(Object.keys(looks).sort(), [...range].sort())
  assert.deepEqual(Object.keys(seeds).sort(), [...range, 'hero'].sort())
})

test('heads are the stems of the standard recipe, in the colors of the look', () => {
  const { stems } = recipeFor(products.get('rose-city-dozen'), looks['rose-city-dozen'], 1)
  assert.deepEqual(stems[0], { species: 'rose', color: '#b5182f', count: 12, scale: 1 })
  const carnations = recipeFor(products.get('the-underrated-carnation'), looks['the-underrated-carnation'], 1).stems
  assert.deepEqual(
    carnations.slice(0, 3).map(stem => stem.count),
    [5, 5, 5],
  )
})

for (const slug of range) {
  test(`${slug} gives a clean picture in a known vessel`, () => {
    const recipe = recipeFor(products.get(slug), looks[slug], seeds[slug])
    assert.ok(vessels[recipe.vessel.kind])
    assert.doesNotMatch(compose(recipe), /NaN|undefined|null|Infinity/)
  })
}

test('the drawn pictures are all there, and the folder stays under three megabytes', () => {
  const files = readdirSync(at(PICTURES))
  for (const slug of range) for (const width of [480, 960]) assert.ok(files.includes(`${slug}-${width}.webp`), slug)
  const bytes = files.reduce((sum, name) => sum + statSync(at(`${PICTURES}/${name}`)).size, 0)
  assert.ok(bytes <= 3_000_000, `${bytes} bytes`)
  assert.ok(statSync(at(`${PICTURES}/hero-800.webp`)).size <= 40_000)
  assert.ok(statSync(at(`${PICTURES}/hero-1600.webp`)).size <= 90_000)
})
