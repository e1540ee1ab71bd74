import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Example } from './examples.ts'
import type { Parameter, PublicFunction } from './functions.ts'
import { createMarkdown, type Markdown } from './markdown.ts'
import { byArea, listPlaces } from './places.ts'

/**
 * Writes a page for each public function, `<area>/<name>.md`, and `index.md`, which lists them.
 *
 * The compiler is loaded only when this function runs, because the configuration of the site imports this file for the sidebar
 * alone.
 */
export async function writeReference(directory: string): Promise<void> {
  const { readFunctions } = await import('./functions.ts')
  writePages(directory, readFunctions())
}

/** Writes `llms.txt`, with links relative to the root of the site. */
export async function writeLlms(directory: string): Promise<void> {
  const { readFunctions } = await import('./functions.ts')
  const { llmsOf } = await import('./guide.ts')
  writeFileSync(join(directory, 'llms.txt'), llmsOf(readFunctions()))
}

export function writePages(directory: string, functions: PublicFunction[]): void {
  for (const [path, text] of pagesOf(functions)) {
    const file = join(directory, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

/** Creates the sidebar of the reference: a group for each area. */
export function referenceSidebar() {
  return byArea(listPlaces()).map(({ title, area, places }) => ({
    text: title,
    collapsed: true,
    items: places.map(({ name }) => ({ text: name, link: `/reference/${area}/${name}` })),
  }))
}

/** Creates the texts of the pages, by their paths. */
export function pagesOf(functions: PublicFunction[]): Map<string, string> {
  const pages = functions.map((one): [string, string] => [
    `${one.area}/${one.name}.md`,
    pageOf(one, createMarkdown(one, functions)),
  ])
  return new Map([['index.md', indexOf(functions)], ...pages])
}

function indexOf(functions: PublicFunction[]): string {
  const count = functions.filter(({ route }) => route).length
  const sections = byArea(functions).map(({ title, places }) =>
    [
      `## ${title}`,
      table(
        ['function', ''],
        places.map((one) => {
          const { text } = createMarkdown({ area: '', subpath: one.subpath }, functions)
          return [`[\`${one.name}\`](${one.area}/${one.name}.md)`, text(one.summary)]
        }),
      ),
    ].join('\n\n'),
  )
  const introduction = `Every public function: ${count} operations of the Backend API, and ${functions.length - count} others. Each page has an example; most examples run in the page.`
  return `${['# Reference', introduction, ...sections].join('\n\n')}\n`
}

function pageOf(one: PublicFunction, markdown: Markdown): string {
  const { text, code } = markdown
  const route =
    one.route && `${code(one.route)}${one.link ? ` · [Clerk's reference](${one.link})` : ''}`
  return `${[
    `# ${one.name}`,
    text(one.summary),
    route,
    ...one.notes.map((note) => text(noteOf(note))),
    ...one.description.map(text),
    `\`\`\`ts\nimport { ${one.name} } from '${one.subpath}'\n\n${one.signatures.map((signature) => `function ${signature}`).join('\n')}\n\`\`\``,
    ...examplesOf(one.examples),
    ...parametersOf(one, markdown),
    ...returnsOf(one, markdown),
    ...throwsOf(one, markdown),
    '## Size',
    `${(one.bytes / 1000).toFixed(1)} kB, gzipped: a bundle that imports this function alone.`,
    '## Source',
    code(one.source),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

/** Formats a note: `deprecated: By the API.` becomes `**Deprecated.** By the API.`. */
function noteOf(note: string): string {
  const [name = '', ...rest] = note.split(': ')
  return `**${name.charAt(0).toUpperCase()}${name.slice(1)}.** ${rest.join(': ')}`.trim()
}

function parametersOf({ parameters }: PublicFunction, markdown: Markdown): string[] {
  if (!parameters.length) return []
  const { text, code } = markdown
  const list = parameters.map(({ name, type, optional, comment, document }) => {
    const link = document ? ` [More](${documentOf(document)}).` : ''
    return `- ${code(name)}: ${code(type)}${optional ? ', optional' : ''}. ${text(comment)}${link}`.trim()
  })
  const tables = parameters
    .filter(({ fields }) => fields.length)
    .map((parameter) => `### ${code(parameter.name)}\n\n${fieldsOf(parameter, markdown)}`)
  return ['## Parameters', list.join('\n'), ...tables]
}

/** The path of a document from a page of the reference. */
const documentOf = (name: string): string => `../../documents/${name}`

function fieldsOf({ fields }: Pick<Parameter, 'fields'>, markdown: Markdown): string {
  const { cell, code } = markdown
  const rows = fields.map(({ name, type, optional, comment, notes }) => [
    `${cell(code(name))}${optional ? '' : ' (required)'}`,
    cell(code(type)),
    describe(comment, notes, markdown),
  ])
  return table(['field', 'type', ''], rows)
}

/** Writes the doc comment of a field as a cell of a table. Tables in the comment are left out: a cell cannot contain them. */
function describe(comment: string, notes: string[], { text, cell }: Markdown): string {
  const prose = comment.split(/\n{2,}/).filter((paragraph) => !paragraph.startsWith('|'))
  return cell(text([...notes.map(noteOf), ...prose].join(' ').trim()))
}

function returnsOf({ returns }: PublicFunction, markdown: Markdown): string[] {
  const rows = returns.fields.map(({ name, type, comment, notes }) => [
    // `[].` marks a field of the items of a list.
    markdown.cell(markdown.code(name.replace(/^\[\]\./, ''))),
    markdown.cell(markdown.code(type)),
    describe(comment, notes, markdown),
  ])
  return [
    '## Returns',
    markdown.code(returns.type),
    rows.length ? table(['field', 'type', ''], rows) : '',
  ]
}

function throwsOf({ throws, route }: PublicFunction, { text }: Markdown): string[] {
  const common = route ? [`- The [errors of every operation](${documentOf('errors.md')}).`] : []
  const lines = [...throws.map((one) => `- ${text(one)}`), ...common]
  return ['## Throws', lines.length ? lines.join('\n') : 'Nothing.']
}

function examplesOf(examples: Example[]): string[] {
  return [
    examples.length > 1 ? '## Examples' : '## Example',
    ...examples.flatMap(({ code, notRun }) => [
      ...(notRun ? [notRun] : []),
      `\`\`\`${notRun ? 'ts' : 'ts run'}\n${code}\n\`\`\``,
    ]),
  ]
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' ')
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
