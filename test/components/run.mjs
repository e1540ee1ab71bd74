// `npm run test:components`: Clerk's own components on the emulator, on a plain page and in Next. Needs Chromium: `CHROMIUM=path`,
// or one that is installed.
import { fileURLToPath } from 'node:url'
import { buildPackages, install, installDriver, runTests } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

install(here)
installDriver()
buildPackages()
runTests(here)
