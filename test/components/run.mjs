// `npm run test:components`: tests Clerk's own components on the emulator, on a plain page and in Next. Needs an installed
// Chromium, or its path in `CHROMIUM`.
import { fileURLToPath } from 'node:url'
import { buildPackages, install, installDriver, runTests } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

install(here)
installDriver()
buildPackages()
runTests(here)
