// Color arithmetic in OKLab, because a petal's shadow has to stay as colorful as
// the petal: mixing plain RGB with black turns pastel roses into beige buttons.

const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
const toLinear = v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const fromLinear = v => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)

function hexToLab(hex) {
  const [r, g, b] = [1, 3, 5].map(i => toLinear(parseInt(hex.slice(i, i + 2), 16) / 255))
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function labToHex([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const byte = v => Math.round(clamp(fromLinear(clamp(v, 0, 1)), 0, 1) * 255)
  return '#' + rgb.map(v => byte(v).toString(16).padStart(2, '0')).join('')
}

export function mix(from, to, amount) {
  const a = hexToLab(from)
  const b = hexToLab(to)
  return labToHex(a.map((v, i) => v + (b[i] - v) * amount))
}

/** Towards warm paper white, the color of a lit edge. */
export const lighten = (color, amount) => mix(color, '#fffaf1', clamp(amount, 0, 1))

/**
 * Darker and richer. Yellows drift to orange, peach to coral and everything else slightly
 * onwards round the wheel, which is what real petals do in their own shade.
 */
export function darken(color, amount) {
  const t = clamp(amount, 0, 1)
  const [L, a, b] = hexToLab(color)
  const chroma = Math.hypot(a, b)
  const ownHue = Math.atan2(b, a) * (180 / Math.PI)
  // 1 for white, 0 for any clear color. White petals keep most of their light, and
  // pure white gets a peach shadow, because its own faint hue would turn khaki.
  const pallor = clamp((0.07 - chroma) / 0.045, 0, 1) * clamp((L - 0.8) / 0.1, 0, 1)
  const hue = chroma < 0.018 && L > 0.85 ? 62 : ownHue
  const isYellow = hue > 66 && hue < 112 && chroma > 0.075
  const isGreen = hue >= 112 && hue < 190
  const isPeach = hue > 30 && hue <= 66 && L > 0.75
  const drift = isYellow ? -20 : isPeach ? -26 : 7 // peach shaded straight down would be brown
  const shifted = ((hue + drift * t) * Math.PI) / 180
  const richer = Math.min(0.2, chroma * (1 + (isGreen ? -0.1 : 0.75) * t) + (isGreen ? 0 : 0.03 - 0.012 * pallor) * t)
  const c = Math.max(richer, chroma * (1 - 0.25 * t))
  return labToHex([
    L * (1 - (0.56 - Math.max(0.26 * pallor, isPeach ? 0.14 : 0)) * t),
    c * Math.cos(shifted),
    c * Math.sin(shifted),
  ])
}

/** Positive amounts light a color up, negative ones put it in shade. */
export const shade = (color, amount) => (amount >= 0 ? lighten(color, amount) : darken(color, -amount))
