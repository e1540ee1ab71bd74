import dark from 'shiki/themes/github-dark-high-contrast.mjs'
import light from 'shiki/themes/github-light-high-contrast.mjs'

/** The colours of code. Their contrast is sufficient for every token, comments included. */
export const THEMES = { light, dark }
