// `npm run ledger`: prints the exports that are missing in ledger.json, no longer exist, or have grown by more than `TOLERATED`.
// With `--write`, stores the gzipped sizes in ledger.json instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { packed } from '#fixtures/packed.mjs'
import { bundleEach, gzipped } from './bundlers.mjs'

/** The budgets in bytes: for the median of all functions, and for the whole of `clerklet`. */
export const MEDIAN = 12_700
export const WHOLE = 36_000

const LEDGER = new URL('ledger.json', import.meta.url)
/** How much an entry may grow without an update of the ledger: the smaller of `bytes` and `share` of its size. */
const TOLERATED = { bytes: 60, share: 0.03 }

export const recorded = () => JSON.parse(readFileSync(LEDGER, 'utf8'))

/** Returns the gzipped bytes of each export, bundled alone, by subpath and name. `*` is a bundle of all exports of a subpath. */
export async function measured(folder) {
  const directory = join(folder, 'node_modules/clerklet')
  const { exports } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  const wanted = []
  for (const [subpath, { default: file }] of Object.entries(exports)) {
    if (!file) continue
    const from = `clerklet${subpath.slice(1)}`
    const values = await import(pathToFileURL(join(directory, file)).href)
    // Schemas are left out, since the bundles of operations contain the schemas of their responses.
    const isListed = (name) => subpath !== './schemas' || typeof values[name] === 'function'
    for (const name of Object.keys(values).filter(isListed).sort()) {
      wanted.push([from, name, `import { ${name} } from '${from}'; globalThis.used = [${name}]`])
    }
    if (subpath !== './schemas')
      wanted.push([from, '*', `import * as all from '${from}'; globalThis.used = all`])
  }
  const bundles = await bundleEach(
    folder,
    wanted.map(([, , code]) => code),
  )
  const sizes = {}
  wanted.forEach(([from, name], index) => {
    sizes[from] = { ...sizes[from], [name]: gzipped(bundles[index]) }
  })
  return sizes
}

/**
 * Returns a line for each entry that has grown by more than `TOLERATED`, or is only in `before` or only in `after`.
 *
 * @returns {string[]}
 */
export function growths(before, after) {
  const lines = []
  for (const [from, sizes] of Object.entries(after)) {
    for (const [name, size] of Object.entries(sizes)) {
      const old = before[from]?.[name]
      if (old === undefined) lines.push(`${from} ${name}: ${size} B, not in the ledger`)
      else if (size - old > Math.min(TOLERATED.bytes, old * TOLERATED.share)) {
        lines.push(`${from} ${name}: ${old} → ${size} B`)
      }
    }
  }
  for (const [from, sizes] of Object.entries(before)) {
    for (const name of Object.keys(sizes)) {
      if (after[from]?.[name] === undefined) lines.push(`${from} ${name}: in the ledger only`)
    }
  }
  return lines
}

/** The median of the sizes of a subpath's functions. */
export function median(sizes) {
  const sorted = Object.entries(sizes)
    .filter(([name]) => /^[a-z]/.test(name))
    .map(([, size]) => size)
    .sort((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = await measured(packed())
  if (process.argv.includes('--write')) writeFileSync(LEDGER, `${JSON.stringify(sizes, null, 2)}\n`)
  else {
    // Prints only the first lines, because every entry grows when the transport grows.
    const lines = growths(recorded(), sizes)
    console.log(
      [...lines.slice(0, 20), lines.length > 20 ? `and ${lines.length - 20} more` : ''].join('\n'),
    )
  }
  const { '*': all, ...each } = sizes.clerklet
  const count = Object.keys(each).length
  console.log(`${count} exports of clerklet: median ${median(each)} B, together ${all} B`)
}
