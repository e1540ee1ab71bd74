import { posix } from 'node:path'
import type { Place } from './places.ts'

/** Functions that convert doc comments to Markdown of a page. */
export interface Markdown {
  /** Converts a sentence or a paragraph. Links lead to other pages, and markup is escaped. */
  text: (comment: string) => string
  /** Formats code within a line. */
  code: (code: string) => string
  /** Escapes text for a cell of a table. */
  cell: (text: string) => string
}

/** Creates the functions for a page. A name in a link is first looked up in the subpath of the page. */
export function createMarkdown(page: Pick<Place, 'area' | 'subpath'>, places: Place[]): Markdown {
  const linkOf = (name: string): string | undefined => {
    const found =
      places.find((one) => one.name === name && one.subpath === page.subpath) ??
      places.find((one) => one.name === name)
    return found && posix.relative(page.area, `${found.area}/${found.name}.md`)
  }

  /** Turns `{@link name}`, `{@link name text}` and `{@link https://… text}` into Markdown links. */
  const linked = (comment: string): string =>
    comment.replaceAll(/{@link ([^\s}]+)\s*([^}]*)}/g, (_, target: string, words: string) => {
      const to = target.startsWith('https://') ? target : linkOf(target)
      const shown = words.trim() || code(target)
      return to ? `[${shown}](${to})` : shown
    })

  /** Escapes markup outside code: sites such as VitePress take tags and braces of a page for markup. */
  const escaped = (text: string): string =>
    text
      .split(/(``.*?``|`[^`]*`)/)
      .map((part, index) =>
        index % 2 ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;'),
      )
      .join('')

  return {
    text: (comment) => escaped(linked(comment)).trim(),
    code,
    cell: (text) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' '),
  }
}

/** Writes code in a line, with two backticks when the code contains one. */
function code(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ')
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``
}
