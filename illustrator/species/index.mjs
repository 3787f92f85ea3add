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
import { alstroemeria, sprayRose } from './clustered.mjs'
import { delphinium, hyacinth, hydrangea, lavender, snapdragon, stock } from './clusters.mjs'
import { craspedia } from './craspedia.mjs'
import { chrysanthemum, dahlia, daisy, gerbera, sunflower } from './daisies.mjs'
import { cedar, fir } from './evergreens.mjs'
import { aspidistra, eucalyptus, fern, olive, pittosporum } from './foliage.mjs'
import { rosemary, ruscus, salal, seeded, willow } from './foliage.mjs'
import { freesia } from './freesia.mjs'
import { bunnytail, pampas, wheat } from './grasses.mjs'
import { iris } from './iris.mjs'
import { lisianthus } from './lisianthus.mjs'
import { lily, stargazer } from './lily.mjs'
import { anemone, cornflower, cosmos, thistle } from './meadow.mjs'
import { orchid } from './orchid.mjs'
import { peony } from './peony.mjs'
import { protea } from './protea.mjs'
import { ranunculus } from './ranunculus.mjs'
import { rose } from './rose.mjs'
import { babysbreath, hypericum, solidago, statice, waxflower } from './sprays.mjs'
import { tulip } from './tulip.mjs'

const flowersAToG = {
  alstroemeria,
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
const flowersHToR = { hyacinth, hydrangea, iris, lily, lisianthus, peony, protea, ranunculus, rose }
const flowersSToT = { sprayRose, stargazer, sunflower, thistle, tulip }
const spikes = { bunnytail, delphinium, lavender, orchid, pampas, snapdragon, stock, wheat }
const fillers = { babysbreath, hypericum, solidago, statice, waxflower }
const broadleaf = { aspidistra, eucalyptus, olive, pittosporum, ruscus, salal, seeded, willow }
const needles = { cedar, fern, fir, rosemary }

export const species = {
  ...flowersAToG,
  ...flowersHToR,
  ...flowersSToT,
  ...spikes,
  ...fillers,
  ...broadleaf,
  ...needles,
}
