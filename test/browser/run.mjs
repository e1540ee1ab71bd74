// `npm run test:browser`: the tests that need a real browser. Needs Chromium: `CHROMIUM=path`, or one that is installed.
import { fileURLToPath } from 'node:url'
import { buildPackages, install, runTests } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

install(here)
buildPackages()
runTests(here)
