// `npm run test:browser`: the tests that need a real browser. Needs Chromium: `CHROMIUM=path`, or one that is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
const run = (cwd, ...more) =>
  execFileSync(command, [...args, ...more], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })

run(here, 'ci', '--no-audit', '--no-fund', '--loglevel=error')
run(root, 'run', 'build', '--silent')

const files = readdirSync(here).filter((file) => file.endsWith('.test.mjs'))
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-reporter=spec', '--test-concurrency=1', ...files],
  { cwd: here, stdio: 'inherit' },
)
process.exitCode = status ?? 1
