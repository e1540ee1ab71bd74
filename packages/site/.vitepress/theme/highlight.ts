import { createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import typescript from 'shiki/langs/typescript.mjs'
import { THEMES } from '../themes.ts'

const highlighter = createHighlighterCoreSync({
  engine: createJavaScriptRegexEngine(),
  langs: [typescript],
  themes: Object.values(THEMES),
})

/** Returns the HTML of edited code, in the colours of all other code on the site. */
export function highlight(code: string): string {
  return highlighter.codeToHtml(code, {
    lang: 'typescript',
    themes: THEMES,
    defaultColor: false,
    tabindex: false,
  })
}
