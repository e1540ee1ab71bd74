// Measures how long Node takes to load bundles: an empty module, ofetch, clerklet with ofetch, and the official client.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { packed, root } from '#fixtures/packed.mjs'
import { gzipped } from '../bundle/bundlers.mjs'

const BUNDLES = {
  'an empty module': 'globalThis.used = 1',
  'ofetch alone, from its entry for Node': `import { ofetch } from 'ofetch'; globalThis.used = ofetch`,
  'getUser of clerklet': `import { getUser } from 'clerklet'; globalThis.used = getUser`,
  'getUser of the official client': `import { createClerkClient } from '@clerk/backend'
    globalThis.used = (id) => createClerkClient({ secretKey: 'sk_test_x' }).users.getUser(id)`,
}
const RUNS = 15

/** Returns the median time that a new Node process takes to import the module, in milliseconds. */
function loadTime(file) {
  const code = `const t = process.hrtime.bigint(); await import(${JSON.stringify(file)}); console.log(Number(process.hrtime.bigint() - t) / 1e6)`
  const times = Array.from({ length: RUNS }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }),
    ),
  )
  return times.sort((a, b) => a - b)[RUNS >> 1]
}

/** Prints the size and the load time of each bundle. */
export async function coldStart() {
  const folder = packed()
  const scratch = mkdtempSync(join(folder, 'cold-'))
  try {
    for (const [name, contents] of Object.entries(BUNDLES)) {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: contents.includes("ofetch'") ? root : scratch },
        bundle: true,
        minify: true,
        write: false,
        tsconfigRaw: {},
        format: 'esm',
        platform: 'node',
        target: 'es2022',
        banner: {
          js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
        },
      })
      const file = join(scratch, 'bundle.mjs')
      writeFileSync(file, outputFiles[0].contents)
      const { contents: code } = outputFiles[0]
      console.log(
        `  ${name.padEnd(40)} ${`${code.length} B`.padStart(10)} ${`${gzipped(code)} B gzip`.padStart(14)} ${loadTime(file).toFixed(1).padStart(7)} ms`,
      )
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
