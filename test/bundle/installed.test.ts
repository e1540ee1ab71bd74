import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { npm, root } from '#fixtures/packed.mjs'
import installLowest from '../lowest/setup.ts'

installLowest()
const scratch = mkdtempSync(join(tmpdir(), 'clerklet-installed-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const versionOf = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

/** Packs an installed package into a tarball, so that npm can install it without the registry. */
function tarballOf(installed: string): string {
  const packed = npm(
    ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch, installed],
    scratch,
  )
  const [{ filename }] = JSON.parse(packed)
  return join(scratch, filename)
}

/** Creates a user's folder, in which the tarball of clerklet and the user's own valibot are installed. */
function install(valibot: string): string {
  const folder = mkdtempSync(join(scratch, 'user-'))
  const tarball = readdirSync(inject('packed')).find((file) => file.startsWith('clerklet-0')) ?? ''
  const dependencies = {
    clerklet: join(inject('packed'), tarball),
    jose: tarballOf(join(root, 'node_modules/jose')),
    ofetch: tarballOf(join(root, 'node_modules/ofetch')),
    valibot: tarballOf(valibot),
  }
  const files = Object.entries(dependencies).map(([name, file]) => [name, `file:${file}`])
  const manifest = { name: 'user', version: '1.0.0', type: 'module', private: true }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, dependencies: Object.fromEntries(files) }),
  )
  npm(['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], folder)
  return folder
}

interface Listed {
  version?: string
  dependencies?: Record<string, Listed>
}

/** Collects the versions of each package in the output of `npm ls`, by the name of the package. */
function versionsIn(tree: Listed, found = new Map<string, Set<string>>()) {
  for (const [name, listed] of Object.entries(tree.dependencies ?? {})) {
    if (listed.version) found.set(name, (found.get(name) ?? new Set()).add(listed.version))
    versionsIn(listed, found)
  }
  return found
}

describe.each([
  ['newest', join(root, 'node_modules/valibot')],
  ['lowest', join(root, 'test/lowest/packages/node_modules/valibot')],
])('beside the %s valibot', (_, valibot) => {
  const folder = install(valibot)

  test('behavior: npm ls names one copy of each dependency', () => {
    const tree = JSON.parse(npm(['ls', '--all', '--json'], folder))

    // npm also lists optional peers that are not installed, without a version.
    const installed = Object.entries<{ version?: string }>(tree.dependencies.clerklet.dependencies)
      .filter(([, { version }]) => version)
      .map(([name]) => name)
    expect(installed.sort()).toEqual(['jose', 'ofetch', 'valibot'])

    const versions = versionsIn(tree)
    for (const name of ['jose', 'ofetch']) {
      expect([...(versions.get(name) ?? [])]).toEqual([versionOf(join(root, 'node_modules', name))])
    }
    expect([...(versions.get('valibot') ?? [])]).toEqual([versionOf(valibot)])
    expect(existsSync(join(folder, 'node_modules/clerklet/node_modules'))).toBe(false)
  })

  test('behavior: npm sbom names the dependencies', () => {
    const { components } = JSON.parse(npm(['sbom', '--sbom-format', 'cyclonedx'], folder))
    const names = (components as { name: string }[]).map(({ name }) => name)

    expect(names.sort()).toEqual(['clerklet', 'jose', 'ofetch', 'valibot'])
  })

  test('behavior: a call checks its response against the schema', () => {
    const program = `import { getUser, isClerkError } from 'clerklet'
      const fetch = async () => Response.json({ object: 'user', id: 7 })
      const error = await getUser({ secretKey: 'sk_test_x', fetch }, 'user_1').catch((e) => e)
      console.log(isClerkError(error) && error.name, error.issues?.[0]?.path)`
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
    })

    expect(told).toBe('ClerkResponseError id\n')
  })

  test('behavior: the declarations compile where undici is not installed', () => {
    expect(existsSync(join(folder, 'node_modules/undici'))).toBe(false)
    const subpaths = ['', '/schemas', '/verify', '/webhooks', '/proxy', '/camelize']
    const lines = subpaths.map((subpath) => `export * from 'clerklet${subpath}'`)
    lines.forEach((line, index) => {
      writeFileSync(join(folder, `use${index}.mts`), `${line}\n`)
    })
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const options = ['--strict', '--noEmit', '--module', 'node16', '--target', 'es2022']
    const files = lines.map((_line, index) => `use${index}.mts`)
    const libraries = ['--lib', 'es2022,dom,dom.iterable']
    const told = execFileSync(process.execPath, [tsc, ...options, ...libraries, ...files], {
      cwd: folder,
      encoding: 'utf8',
    })

    expect(told).toBe('')
  })
})
