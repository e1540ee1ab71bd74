import type { MarkdownRenderer } from 'vitepress'
import { createLinker, sectionsOfDocuments } from '../generate/documents.ts'

/** Makes links of the documents lead to pages of the site. A link to a file without a page becomes plain text. */
export function documentLinks(md: MarkdownRenderer) {
  const README = { file: 'README.md', page: 'index.md', title: 'clerklet' }
  const linkOf = createLinker([
    README,
    ...sectionsOfDocuments().flatMap((section) => section.documents),
  ])
  md.core.ruler.push('document-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      /** Whether to remove the opening and closing tokens of the current link. Its text stays. */
      let removed = false
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const link = linkOf(env.relativePath, token.attrGet('href') ?? '')
          removed = link === undefined
          if (link !== undefined) token.attrSet('href', link)
        }
        if (removed && token.type.startsWith('link_')) {
          token.type = 'text'
          token.content = ''
        }
      }
    }
  })
}

/** Escapes `{{`, which is text in the documents but starts an expression in a Vue template. */
export function literalBraces(md: MarkdownRenderer) {
  for (const name of ['text', 'code_inline']) {
    const rule = md.renderer.rules[name]
    md.renderer.rules[name] = (...args) => rule?.(...args).replaceAll('{{', '&#123;&#123;') ?? ''
  }
}

/** Turns a code block `ts run` into an example that runs in the page. Without scripts, only its code is shown. */
export function runnableExamples(md: MarkdownRenderer) {
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (token?.info.trim() !== 'ts run') return fence?.(tokens, index, options, env, self) ?? ''
    const code = token.content.trimEnd()
    // Not focusable: the text field on top of this code takes the focus, and screen readers read only the field.
    const highlighted = options.highlight?.(code, 'ts', '').replace(' tabindex="0"', '') ?? ''
    return `<RunExample code="${md.utils.escapeHtml(code).replaceAll('\n', '&#10;')}">${highlighted}</RunExample>\n`
  }
}
