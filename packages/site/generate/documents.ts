import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** A document of the repository that is a page of the site. */
export interface Document {
  /** The file in the repository, such as `packages/clerklet/docs/lists.md`. */
  file: string
  /** The page, such as `documents/lists.md`. */
  page: string
  title: string
}

/** A part of the sidebar. */
export interface Section {
  title: string
  documents: Document[]
}

const FOLDER = 'packages/clerklet/docs'

const INDEX = `${FOLDER}/README.md`

/** Returns the sections of the sidebar: the start, the documents in the order of their index, and the pages of the packages. */
export function sectionsOfDocuments(): Section[] {
  const start = [document(`${FOLDER}/start.md`), document(INDEX, 'index', 'All documents')]
  const packages = [
    document('packages/clerklet/README.md', 'clerklet', 'clerklet'),
    document('packages/emulator/README.md', 'emulator', 'clerklet-emulator'),
    document('packages/emulator/SUPPORTED.md', 'supported'),
  ]
  return [
    { title: 'Start', documents: start },
    ...sectionsOf(readDocument(INDEX)),
    { title: 'Packages', documents: packages },
  ]
}

export function readDocument(file: string): string {
  return readFileSync(ROOT + file, 'utf8')
}

/** Reads the sections of the index. A section is a heading and a table whose rows begin with a link. */
function sectionsOf(index: string): Section[] {
  return index
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const links = section.matchAll(/^\| \[(.+?)\]\(([\w-]+)\.md\)/gm)
      return {
        title: section.slice(0, section.indexOf('\n')),
        documents: [...links].map(([, title = '', name = '']) =>
          document(`${FOLDER}/${name}.md`, name, title),
        ),
      }
    })
}

function document(
  file: string,
  name = posix.basename(file, '.md'),
  title = titleOf(file),
): Document {
  return { file, page: `documents/${name}.md`, title: title.replaceAll('`', '') }
}

function titleOf(file: string): string {
  const [, title = file] = /^# (.+)$/m.exec(readDocument(file)) ?? []
  return title
}

/**
 * Creates a function that converts a link of a document to a relative link of the site, or to `undefined` when the target is not
 * on the site. Links to other hosts and to headings of the same page stay as they are.
 */
export function createLinker(documents: Document[]) {
  const pages = new Map(documents.map(({ file, page }) => [file, page]))
  const files = new Map(documents.map(({ file, page }) => [page, file]))
  return (page: string, target: string): string | undefined => {
    const from = files.get(page)
    // Links of a page that is not a document are links of the site already.
    if (from === undefined || /^([a-z]+:|#)/i.test(target)) return target
    const [path = '', heading] = target.split('#')
    const to = pages.get(posix.join(posix.dirname(from), path))
    if (to === undefined) return undefined
    const link = posix.relative(posix.dirname(page), to)
    return heading === undefined ? link : `${link}#${heading}`
  }
}
