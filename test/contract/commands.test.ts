import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>
}
const programs = new Set(
  Object.values(scripts).flatMap((command) => command.match(/\S+\.mjs/g) ?? []),
)

/** Returns the modules that a program imports statically. They are loaded before the program's own code runs. */
async function loadedFirst(program: string): Promise<Set<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [program],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  })
  const found = new Set([program])
  for (const module of found) {
    for (const { path, kind } of metafile.inputs[module]?.imports ?? []) {
      if (kind === 'import-statement') found.add(path)
    }
  }
  return found
}

test('behavior: the commands run programs', () => {
  expect(programs.size).toBeGreaterThan(10)
})

// The packages have no `dist` after `npm install`. A program must build them before it imports them dynamically.
test.each([...programs])(
  'behavior: %s can start before the packages are built',
  async (program) => {
    const modules = [...(await loadedFirst(program))]
    expect(modules.filter((path) => /^packages\/(clerklet|emulator)\//.test(path))).toEqual([])
  },
)
