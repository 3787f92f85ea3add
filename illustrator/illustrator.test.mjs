// node --test
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compose } from './compose.mjs'
import { darken, lighten, mix } from './color.mjs'
import { createRandom } from './random.mjs'
import { species } from './species/index.mjs'
import { createPen } from './svg.mjs'

const recipes = JSON.parse(readFileSync(new URL('./recipes.json', import.meta.url), 'utf8'))

test('the same recipe always gives the same picture, another seed another one', () => {
  const recipe = recipes['blush-hour']
  assert.equal(compose(recipe), compose(structuredClone(recipe)))
  assert.notEqual(compose(recipe), compose({ ...recipe, seed: recipe.seed + 1 }))
})

test('color arithmetic keeps its ends and its direction', () => {
  assert.equal(mix('#123456', '#abcdef', 0), '#123456')
  assert.equal(mix('#123456', '#abcdef', 1), '#abcdef')
  assert.ok(darken('#eba79f', 0.3) < '#eba79f')
  assert.match(lighten('#b3203a', 0.5), /^#[0-9a-f]{6}$/)
})

test('unknown names are reported by name', () => {
  assert.throws(() => compose({ vessel: { kind: 'bucket' } }), /Unknown vessel: bucket/)
  assert.throws(
    () => compose({ vessel: { kind: 'wrap', color: '#ffffff' }, stems: [{ species: 'triffid', color: '#ffffff' }] }),
    /Unknown species: triffid/,
  )
})

for (const [name, { views, draw, role, size }] of Object.entries(species)) {
  test(`species ${name} draws every view`, () => {
    assert.ok(role && size > 0 && views.length > 0)
    for (const view of views) assertClean(draw(createPen(createRandom(1)), { color: '#d98a92', radius: 80, view }))
  })
}

for (const [name, recipe] of Object.entries(recipes)) {
  test(`recipe ${name} gives a clean, filter-free SVG`, () => assertClean(compose(recipe)))
}

function assertClean(svg) {
  assert.doesNotMatch(svg, /NaN|undefined|null|Infinity/)
  assert.doesNotMatch(svg, /<filter|<mask|mix-blend-mode|<image|<foreignObject/)
}
