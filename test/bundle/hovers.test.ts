import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, inject, test } from 'vitest'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'

const folder = inject('packed')
const { exports } = JSON.parse(
  readFileSync(join(folder, 'node_modules/clerklet/package.json'), 'utf8'),
) as { exports: Record<string, { types?: string }> }
const SUBPATHS = Object.keys(exports).filter((subpath) => exports[subpath]?.types)
/** Matches a written-out type, or a type that is derived from a schema. An editor should show the name of the type instead. */
const WRITTEN_OUT = /[{}]|\bv\.|InferOutput|import\(|\.\.\. \d/

const editor = openEditor()
const schemas = new Set(editor.exportsOf('./schemas').map(({ name }) => name))
const entities = editor.exportsOf('.').filter(({ name }) => schemas.has(`${name}Schema`))

test('default', () => {
  expect(editor.hover('.', 'getUser')).toBe(
    '(alias) function getUser(ctx: Context, userId: string, options?: RequestOptions): Promise<User>',
  )
  expect(editor.hover('.', 'User')).toBe('(alias) interface User')
})

test.each(SUBPATHS)('behavior: every function of %s shows the names of its types', (subpath) => {
  const texts = editor
    .exportsOf(subpath)
    .filter(({ flags }) => flags & ts.SymbolFlags.Function)
    .map(({ name }) => editor.hover(subpath, name))

  expect(texts.length).toBeGreaterThanOrEqual({ '.': 260, './schemas': 0 }[subpath] ?? 1)
  expect(texts.filter((text) => WRITTEN_OUT.test(text))).toEqual([])
})

test('behavior: every entity is an interface, or a union of interfaces', () => {
  const others = entities
    .map(({ name }) => editor.hover('.', name))
    .filter((text) => !/^\(alias\) (interface \w+|type \w+ = \w+( \| \w+)+)$/.test(text))

  expect(entities.length).toBeGreaterThan(120)
  expect(others).toEqual([])
})

test('behavior: every field of an entity shows the name of its type', () => {
  const texts = entities.flatMap((entity) => editor.fieldsOf(entity))

  expect(texts).toContain('User.email_addresses: EmailAddress[]')
  expect(texts.length).toBeGreaterThan(1000)
  expect(texts.filter((text) => WRITTEN_OUT.test(text))).toEqual([])
})

/**
 * Starts the language service of an editor for a user of the packed package. Returns functions that read the exports of the
 * package, their hover texts, and the fields of entities.
 */
function openEditor() {
  const texts = new Map<string, string>()
  const fileOf = (subpath: string) => join(folder, `hover${subpath.replace('./', '-')}.mts`)
  const importOf = (subpath: string) => `'clerklet${subpath.slice(1)}'`
  for (const subpath of SUBPATHS) texts.set(fileOf(subpath), `export * from ${importOf(subpath)}`)
  let version = 0
  const service = ts.createLanguageService({
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: (file) => (texts.has(file) ? `${version}` : ''),
    getScriptSnapshot: (file) => {
      const text = texts.get(file) ?? ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => COMPILER_OPTIONS,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => texts.has(file) || ts.sys.fileExists(file),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  })

  const exported = new Map<string, ts.Symbol[]>()
  const checker = service.getProgram()?.getTypeChecker()
  if (!checker) throw new Error('There is no program')
  const aliased = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  for (const subpath of SUBPATHS) {
    const source = service.getProgram()?.getSourceFile(fileOf(subpath))
    const symbol = source && checker.getSymbolAtLocation(source)
    const names = symbol ? checker.getExportsOfModule(symbol) : []
    exported.set(subpath, names.map(aliased))
    const list = names.map(({ name }) => name)
    texts.set(fileOf(subpath), `import { ${list.join(', ')} } from ${importOf(subpath)}`)
  }
  version++

  return {
    exportsOf: (subpath: string) => exported.get(subpath) ?? [],
    hover(subpath: string, name: string): string {
      const at = texts.get(fileOf(subpath))?.search(new RegExp(`\\b${name}\\b`)) ?? -1
      const shown = service.getQuickInfoAtPosition(fileOf(subpath), at)?.displayParts
      return ts.displayPartsToString(shown).replace(/\nimport \w+$/, '')
    },
    fieldsOf: (entity: ts.Symbol): string[] =>
      checker
        .getDeclaredTypeOfSymbol(entity)
        .getProperties()
        .map((field) => {
          const type = checker.typeToString(checker.getTypeOfSymbol(field))
          return `${entity.name}.${field.name}: ${type}`
        }),
  }
}
