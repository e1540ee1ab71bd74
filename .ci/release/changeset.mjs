// `npm run changeset` and `npm run release:version`: run the command of Changesets, and install it before its first use.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { install, ROOT } from '../../test/fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('node_modules/@changesets/cli/bin.js', import.meta.url))

if (!existsSync(command)) install(here)
const { status } = spawnSync(process.execPath, [command, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
