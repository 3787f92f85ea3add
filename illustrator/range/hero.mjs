export const HERO_WIDTHS = []
export const composeHero = () => ''
