// `npm run site`: builds the site into packages/site/dist. `SITE_BASE=/folder/` is the folder of the site on the host.
// `npm run site -- dev` serves the site and updates changed components, `npm run site -- preview` serves the last build.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPackages, install, ROOT, timeOf } from '../../test/fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

const installed = join(here, 'node_modules/.package-lock.json')
if (timeOf(installed) < timeOf(join(here, 'package-lock.json'))) install(here)
buildPackages()

const [action = 'build', ...options] = process.argv.slice(2)
if (action !== 'preview') {
  const { createJiti } = createRequire(import.meta.url)('jiti')
  const { writePages } = await createJiti(import.meta.url).import('./generate/pages.ts')
  writePages()
}
const vitepress = join(here, 'node_modules/vitepress/bin/vitepress.js')
const { status } = spawnSync(process.execPath, [vitepress, action, here, ...options], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
