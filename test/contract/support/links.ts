import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A broken link of a document. */
export interface BrokenLink {
  /** The document and the line of the link, such as `docs/lists.md:12`. */
  place: string
  target: string
  problem: string
}

/** npm packs these files whatever `files` of package.json says. */
const ALWAYS_PACKED = /^(readme|licen[sc]e|package\.json)/i

/** Returns the existing files that npm packs for a package, relative to its folder. Built files exist only after a build. */
export function packedFiles(folder: string): string[] {
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    files: string[]
  }
  const always = readdirSync(folder).filter((name) => ALWAYS_PACKED.test(name))
  return [...always, ...files].flatMap((path) => filesBelow(folder, path)).sort()
}

/** Returns the files of the repository. Leaves out installed and built files, and names that begin with a dot. */
export function repositoryFiles(root: string): string[] {
  return readdirSync(root)
    .filter((name) => !NOT_OURS.test(name))
    .flatMap((name) => filesBelow(root, name))
}

const NOT_OURS = /^(\.|node_modules$|dist$)/

function filesBelow(folder: string, path: string): string[] {
  const place = join(folder, path)
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [path]
  return readdirSync(place)
    .filter((name) => !NOT_OURS.test(name))
    .flatMap((name) => filesBelow(folder, posix.join(path, name)))
}

/** Returns the broken links of a document, including links to a missing `#heading`. `https` links are not checked. */
export function brokenLinks(folder: string, document: string, packed: string[]): BrokenLink[] {
  const text = withoutCode(readFileSync(join(folder, document), 'utf8'))
  return linksOf(text).flatMap(({ target, index }) => {
    const problem = problemOf(folder, document, target, packed)
    const line = text.slice(0, index).split('\n').length
    return problem ? { place: `${document}:${line}`, target, problem } : []
  })
}

function problemOf(folder: string, document: string, target: string, packed: string[]) {
  if (target.startsWith('https://')) return undefined
  if (/^[a-z]+:|^\//i.test(target)) return 'neither relative nor https'
  const [path = '', heading] = target.split('#')
  const file = path ? posix.join(posix.dirname(document), path) : document
  const isPacked = packed.includes(file)
  if (!isPacked && !packed.some((one) => one.startsWith(`${file}/`))) return 'not packed'
  if (heading === undefined) return undefined
  if (!isPacked || !file.endsWith('.md')) return 'a heading of what is no document'
  return headingsOf(readFileSync(join(folder, file), 'utf8')).has(heading)
    ? undefined
    : 'no such heading'
}

/** Replaces code by blanks, because brackets in code are not links. Lines and columns do not change. */
function withoutCode(text: string): string {
  const blank = (code: string) => code.replace(/[^\n]/g, ' ')
  return text.replace(/^```[\s\S]*?^```$/gm, blank).replace(/(?<!\[)`[^`\n]+`/g, blank)
}

/** Finds inline links and images, and definitions such as `[name]: target`. */
function linksOf(text: string): { target: string; index: number }[] {
  const inline = text.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g)
  const defined = text.matchAll(/^\[[^\]]+\]: (\S+)/gm)
  return [...inline, ...defined].map(({ 1: target = '', index }) => ({ target, index }))
}

/** Returns the fragments of a document's headings, as GitHub makes them. A repeated heading gets a number. */
export function headingsOf(text: string): Set<string> {
  const fragments = new Set<string>()
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const shown = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
    const plain = shown.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-')
    let fragment = plain
    for (let number = 1; fragments.has(fragment); number++) fragment = `${plain}-${number}`
    fragments.add(fragment)
  }
  return fragments
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '')
}
