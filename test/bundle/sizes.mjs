// `npm run sizes`: prints the table of sizes for the README. With `--write`, updates the README.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packed, root } from '#fixtures/packed.mjs'
import { bundle, gzipped } from './bundlers.mjs'
import { MEDIAN, measured, median, WHOLE } from './ledger.mjs'

const OFFICIAL = `import { createClerkClient } from '@clerk/backend'
const { users } = createClerkClient({ secretKey: 'sk_test_x' })
globalThis.used = (id) => users.getUser(id)`

/** Measures the sizes. Returns a table of the sizes, the text of the README, and the README with the new table. */
export async function currentReadme(folder) {
  const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'))
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
  const rows = []
  for (const { name, code, platform, esbuild } of budgets) {
    const size = kilobytes(gzipped(await bundle('esbuild', folder, code, platform)))
    rows.push(`| ${name} | ${size} | ${kilobytes(esbuild)} |`)
  }
  const { '*': all, ...each } = (await measured(folder)).clerklet
  rows.push(`| the median of all functions | ${kilobytes(median(each))} | ${kilobytes(MEDIAN)} |`)
  rows.push(`| all of \`clerklet\` | ${kilobytes(all)} | ${kilobytes(WHOLE)} |`)
  const example = readFileSync(join(root, 'examples/cloudflare-worker/index.ts'), 'utf8')
  const { code } = await (await import('esbuild')).transform(example, { loader: 'ts' })
  rows.push(
    `| the Worker of \`examples\` | ${kilobytes(gzipped(await bundle('esbuild', folder, code)))} | |`,
  )
  const official = gzipped(await bundle('esbuild', folder, OFFICIAL, 'neutral'))
  rows.push(`| official client, \`users.getUser\` | ${kilobytes(official)} | |`)
  const table = ['| imported | size | budget |', '|---|---|---|', ...rows].join('\n')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const marked = /(<!-- sizes -->\n)[\s\S]*(<!-- \/sizes -->)/
  return { table, readme, current: readme.replace(marked, `$1\n${table}\n\n$2`) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { table, current } = await currentReadme(packed())
  console.log(table)
  if (process.argv.includes('--write')) writeFileSync(join(root, 'README.md'), current)
}
