import type { MarkdownRenderer } from 'vitepress'
import { createLinker, sectionsOfDocuments } from '../generate/documents.ts'

/** Links of the documents lead to pages. A link to a file that is no page becomes its text. */
export function documentLinks(md: MarkdownRenderer) {
  const README = { file: 'README.md', page: 'index.md', title: 'clerklet' }
  const linkOf = createLinker([
    README,
    ...sectionsOfDocuments().flatMap((section) => section.documents),
  ])
  md.core.ruler.push('document-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      /** Whether the link that is open is one that is removed. */
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

/** Two braces are text in the documents, and an expression in a template of Vue. */
export function literalBraces(md: MarkdownRenderer) {
  for (const name of ['text', 'code_inline']) {
    const rule = md.renderer.rules[name]
    md.renderer.rules[name] = (...args) => rule?.(...args).replaceAll('{{', '&#123;&#123;') ?? ''
  }
}

/** A block `ts run` becomes an example that runs in the page. Without scripts, it is a block of code. */
export function runnableExamples(md: MarkdownRenderer) {
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (token?.info.trim() !== 'ts run') return fence?.(tokens, index, options, env, self) ?? ''
    const code = token.content.trimEnd()
    // Readers hear and focus the field only, which lies on this code.
    const highlighted = options.highlight?.(code, 'ts', '').replace(' tabindex="0"', '') ?? ''
    return `<RunExample code="${md.utils.escapeHtml(code).replaceAll('\n', '&#10;')}">${highlighted}</RunExample>\n`
  }
}
