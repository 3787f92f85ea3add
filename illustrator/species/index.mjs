// Every species by the name recipes use.
//   size     radius of a head in a medium bouquet, in picture units
//   spacing  how much of that radius its neighbours must keep clear (1 unless given)
//   height   how far it rises above its center, in radii (for spikes and branches)
//   role     focal (fills the dome), spike, filler or foliage (radiate behind it), leaf (collar)
//   upright  always seen from the side, so it is turned with its stem
//   views    which head angles draw() understands: front, tilted, side
//   leaf     leaves that come with the stem
// draw(pen, { color, radius, view }) returns SVG for a head round the origin that faces
// the viewer, or for tilted, side and upright heads, looks up (towards -y).
import { calla } from './calla.mjs'
import { carnation } from './carnation.mjs'
import { delphinium, hyacinth, hydrangea, lavender, stock } from './clusters.mjs'
import { craspedia } from './craspedia.mjs'
import { chrysanthemum, dahlia, daisy, gerbera, sunflower } from './daisies.mjs'
import { aspidistra, eucalyptus, fern, olive, rosemary, ruscus, salal, willow } from './foliage.mjs'
import { freesia } from './freesia.mjs'
import { bunnytail, pampas, wheat } from './grasses.mjs'
import { iris } from './iris.mjs'
import { lily } from './lily.mjs'
import { anemone, cornflower, cosmos, thistle } from './meadow.mjs'
import { orchid } from './orchid.mjs'
import { peony } from './peony.mjs'
import { protea } from './protea.mjs'
import { ranunculus } from './ranunculus.mjs'
import { rose } from './rose.mjs'
import { babysbreath, hypericum, waxflower } from './sprays.mjs'
import { tulip } from './tulip.mjs'

const flowersAToG = {
  anemone,
  calla,
  carnation,
  chrysanthemum,
  cornflower,
  cosmos,
  craspedia,
  dahlia,
  daisy,
  freesia,
  gerbera,
}
const flowersHToT = { hyacinth, hydrangea, iris, lily, peony, protea, ranunculus, rose, sunflower, thistle, tulip }
const spikes = { bunnytail, delphinium, lavender, orchid, pampas, stock, wheat }
const fillers = { babysbreath, hypericum, waxflower }
const greens = { aspidistra, eucalyptus, fern, olive, rosemary, ruscus, salal, willow }

export const species = { ...flowersAToG, ...flowersHToT, ...spikes, ...fillers, ...greens }
