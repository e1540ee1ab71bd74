// `npm run test:runtimes`: installs the runtimes, and runs the smoke suite in each. Also runs the edge-function example, except
// in workerd.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { packed } from '#fixtures/packed.mjs'
import { available } from './runtimes.mjs'
import { exampleIn, smokeIn } from './suite.mjs'

const toolchains = fileURLToPath(new URL('toolchains', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
execFileSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: toolchains,
  stdio: 'inherit',
})

const folder = packed()
let passed = 0
let failed = 0
for (const [runtime, there] of Object.entries(available())) {
  if (!there) {
    // All runtimes exist for Linux on x64. On other systems, a missing runtime is not a failure.
    const expected = process.platform === 'linux' && process.arch === 'x64'
    console.log(`${runtime}: not available for ${process.platform} ${process.arch}`)
    if (expected) failed++
    continue
  }
  const suites = { smoke: smokeIn, ...(runtime !== 'workerd' && { example: exampleIn }) }
  for (const [name, run] of Object.entries(suites)) {
    const started = performance.now()
    try {
      const checks = (await run(runtime, folder)) ?? 1
      passed += checks
      console.log(
        `${runtime}: ${name}, ${checks} passed, ${Math.round(performance.now() - started)} ms`,
      )
    } catch (error) {
      failed++
      console.log(`${runtime}: ${name} failed\n${error.stack}`)
    }
  }
}
console.log(`${passed} passed, ${failed} failed`)
if (failed) process.exitCode = 1
