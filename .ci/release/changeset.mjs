// `npm run changeset` and `npm run release:version`: run the command of Changesets, and install it before its first use.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, ROOT } from '../../test/fixtures/runner.mjs'
import { setVersion } from './versions.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('node_modules/@changesets/cli/bin.js', import.meta.url))

if (!existsSync(command)) install(here)
const { status } = spawnSync(process.execPath, [command, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1

if (status === 0 && process.argv[2] === 'version') {
  for (const name of ['clerklet', 'emulator']) setVersion(join(ROOT, 'packages', name))
}
