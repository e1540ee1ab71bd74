// `npm run test:browser`: runs the tests that need a real browser. Needs an installed Chromium, or its path in `CHROMIUM`.
import { fileURLToPath } from 'node:url'
import { buildPackages, install, runTests } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

install(here)
buildPackages()
runTests(here)
