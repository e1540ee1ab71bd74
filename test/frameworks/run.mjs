// `npm run test:frameworks`: tests the adapters in their frameworks, and compares them with the official adapters.
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']

execFileSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: here,
  stdio: ['ignore', 'ignore', 'inherit'],
})

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', `${here}vitest.config.mjs`, ...process.argv.slice(2)],
  { cwd: here, stdio: 'inherit' },
)
process.exitCode = status ?? 1
