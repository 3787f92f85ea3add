// The shop's mark: one flower seen from above, five petals round a warm eye, sepals between them.
// Small enough to read at sixteen pixels, so it has no gradients.
import { place } from './svg.mjs'

const PETAL = 'M0 0C-13 -5 -15.5 -21 -7 -26Q0 -29.5 7 -26C15.5 -21 13 -5 0 0Z'
const FOLD = 'M0 -4C-4.5 -9 -5.5 -16 -3 -21Q0 -23 3 -21C5.5 -16 4.5 -9 0 -4Z'
const SEPAL = 'M0 -6C-8 -12 -8.5 -22 0 -30.5C8.5 -22 8 -12 0 -6Z'

const FIFTHS = [0, 72, 144, 216, 288]

export function drawMark({ petal = '#c8506a', fold = '#a93a56', leaf = '#2f5d46', eye = '#f2c14e' } = {}) {
  const turned = (rotate, content) => place({ x: 32, y: 33, rotate }, content)
  const sepals = FIFTHS.map(angle => turned(angle + 36, `<path d="${SEPAL}" fill="${leaf}"/>`)).join('')
  const petals = FIFTHS.map(angle =>
    turned(
      angle,
      `<path d="${PETAL}" fill="${petal}" stroke="#fdf8f1" stroke-width="1.6"/><path d="${FOLD}" fill="${fold}"/>`,
    ),
  ).join('')
  const heart = `<circle cx="32" cy="33" r="6.4" fill="${eye}" stroke="#fdf8f1" stroke-width="1.6"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${sepals}${petals}${heart}</svg>\n`
}
