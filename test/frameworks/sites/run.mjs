// Builds the recipes of docs/next.md and docs/astro.md and tests them in Chromium: `node test/frameworks/sites/run.mjs`.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
const run = (cwd, ...more) =>
  execFileSync(command, [...args, ...more], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
const install = (folder) => run(root + folder, 'ci', '--no-audit', '--no-fund', '--loglevel=error')

for (const framework of ['next', 'astro']) install(`test/frameworks/${framework}`)
// Installs the driver of Chromium and Node 24 in the folders of the tests that also use them.
for (const folder of ['test/browser', 'test/runtime/toolchains']) {
  if (!existsSync(`${root}${folder}/node_modules`)) install(folder)
}

const { status } = spawnSync(
  process.execPath,
  [
    `${root}node_modules/vitest/vitest.mjs`,
    'run',
    '--config',
    `${root}test/frameworks/sites/vitest.config.mjs`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = status ?? 1
