// `npm run compare`: compares clerklet with the official client, and prints the table. With `--write`, updates the README.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packed, root } from '#fixtures/packed.mjs'
import { SITUATIONS } from './behaviour.mjs'
import { official, ours } from './clients.mjs'
import { officialCoverage, ourCoverage } from './coverage.mjs'

/** Measures clerklet and the official client. Returns the table, the text of the README, and this text with the new table. */
export async function currentReadme(folder) {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/@clerk/backend/package.json'), 'utf8'),
  )
  const [own, theirs] = [await ourCoverage(folder), await officialCoverage()]
  const rows = [
    ['operations with a function', own.all.join(' of '), theirs.all.join(' of ')],
    [
      'of those in the specification of 2026-05-12',
      own.documented.join(' of '),
      theirs.documented.join(' of '),
    ],
  ]
  const client = await ours(folder)
  for (const [situation, find] of SITUATIONS) {
    rows.push([situation, await find(client), await find(official)])
  }
  const table = [
    `| | clerklet | @clerk/backend ${version} |`,
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const marked = /(<!-- compare -->\n)[\s\S]*(<!-- \/compare -->)/
  return { table, readme, current: readme.replace(marked, `$1\n${table}\n\n$2`) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { table, current } = await currentReadme(packed())
  console.log(table)
  if (process.argv.includes('--write')) writeFileSync(join(root, 'README.md'), current)
}
