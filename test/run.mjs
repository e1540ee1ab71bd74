// `npm test`: runs every vitest project, and prints the numbers of passed and failed tests at the end.
// Arguments are passed to vitest: `npm test -- --project unit getUser`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'clerklet-test-'))
const report = join(scratch, 'report.json')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')

const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)

let figures = 'vitest wrote no report'
try {
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  figures = `${numPassedTests} passed, ${numFailedTests} failed`
  if (numPendingTests) console.log(`${numPendingTests} skipped`)
  if (!success && status === 0) process.exitCode = 1
} catch {
  process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true })
}
console.log(figures)
process.exitCode ||= status ?? 1
