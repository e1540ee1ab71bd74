// `npm run test:site`: builds the site for the root of a host and for a folder, and tests both. With `--built`, uses the output
// of `npm run site` for the root. Needs an installed Chromium, or its path in `CHROMIUM`.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { install, installDriver, ROOT, runTests } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const site = `${ROOT}packages/site`
const build = (script, variables) =>
  execFileSync(process.execPath, script, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

install(here)
installDriver()
if (!process.argv.includes('--built')) {
  build([`${site}/run.mjs`], { SITE_BASE: '/', SITE_OUT: `${site}/dist` })
}
// Builds the site again, for the folder `/sub/`.
build([`${site}/node_modules/vitepress/bin/vitepress.js`, 'build', site], {
  SITE_BASE: '/sub/',
  SITE_OUT: `${here}dist`,
})
runTests(here)
