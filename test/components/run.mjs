// `npm run test:components`: Clerk's own components on the emulator, on a plain page and in Next. Needs Chromium:
// `CHROMIUM=path`, or one that is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
const run = (cwd, ...more) =>
  execFileSync(command, [...args, ...more], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
const install = (folder) => run(folder, 'ci', '--no-audit', '--no-fund', '--loglevel=error')

install(here)
// The driver of Chromium is installed with the tests in `test/browser`.
if (!existsSync(`${root}test/browser/node_modules`)) install(`${root}test/browser`)
run(root, 'run', 'build', '--silent')

const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=1',
    'components.test.mjs',
    'next.test.mjs',
    'readme.test.mjs',
  ],
  { cwd: here, stdio: 'inherit' },
)
process.exitCode = status ?? 1
