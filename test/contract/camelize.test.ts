import { fileURLToPath } from 'node:url'
import { camelize } from 'clerklet/camelize'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { operations } from './operations.ts'
import { type OperationName, written } from './support/call.ts'
import { sample } from './support/sample.ts'
import type { Shape } from './support/shape.ts'
import { readSources } from './support/sources.ts'
import { readSpecification } from './support/specification.ts'

const ROOT = new URL('../../', import.meta.url)
const sources = readSources()
const specification = readSpecification()

/**
 * Operations whose whole response is free-form data. They are excluded, since `camelize` recognizes such data only by the name
 * of a field.
 */
const FREE_FORM: OperationName[] = ['previewTemplate']

const answers = written
  .filter((name) => !FREE_FORM.includes(name))
  .map((name): [OperationName, Shape] => [name, sources.functionNamed(name).answer()])
  .filter(([, { kinds }]) => kinds.has('object') || kinds.has('array'))
const params = written.flatMap((name): [OperationName, Shape][] => {
  const { params } = sources.functionNamed(name)
  return params ? [[name, params]] : []
})

const types = camelizedTypes(answers.map(([name]) => name))

describe('responses as described by our types', () => {
  test.each(answers)('behavior: free-form fields in the response of %s are kept', (_, shape) => {
    expectFreeFormKept(shape)
  })

  test('behavior: no other name stays in snake_case', () => {
    expect(answers.length).toBeGreaterThan(200)
    const left = new Set(
      answers.flatMap(([, shape]) => snakeCased(camelize(withoutFreeForm(sample(shape))))),
    )

    // `camelize` keeps the attribute mapping of SAML connections, because another entity has a free-form field of this name.
    expect([...left].filter((path) => !/\battributeMapping\.\w+$/.test(path))).toEqual([])
  })

  test.each(answers)(
    'behavior: the type of the response of %s has exactly the names of its value',
    (name, shape) => {
      expect(types.compare(name, camelize(sample(shape)))).toEqual([])
    },
  )

  test('error: the comparison notices a name that was not changed', () => {
    expect(types.compare('getUser', { first_name: null })).toEqual(
      expect.arrayContaining([
        'getUser.first_name: not in the type',
        'getUser.publicMetadata: missing',
      ]),
    )
  })
})

test.each(params)('behavior: free-form fields in the params of %s are kept', (_, shape) => {
  expectFreeFormKept(shape)
})

const described = answers.flatMap(([name]): [OperationName, Shape][] => {
  const operation = specification.operations.get(operations[name])
  return operation ? [[name, specification.answer(operation)]] : []
})

test.each(described)(
  'behavior: free-form fields in the response of %s in the specification are kept',
  (_, shape) => {
    expectFreeFormKept(shape)
  },
)

/** Whether a value of a sample is free-form data, in which `sample` puts the key `own_key`. */
function isFreeForm(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'own_key' in value
}

function expectFreeFormKept(shape: Shape): void {
  const value = sample(shape)
  const before = freeForm(value)
  const after = freeForm(camelize(value))

  expect(after).toHaveLength(before.length)
  after.forEach((kept, index) => {
    expect(kept).toBe(before[index])
  })
}

function freeForm(value: unknown): unknown[] {
  if (isFreeForm(value)) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(freeForm) : []
}

function withoutFreeForm(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (isFreeForm(item) ? {} : item)))
}

/** Lists the paths of all keys that contain an underscore. */
function snakeCased(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key.includes('_') ? [`${path}.${key}`] : []),
    ...snakeCased(item, Array.isArray(value) ? path : `${path}.${key}`),
  ])
}

/** Compiles the `Camelized` type of the response of each operation. Returns a function that compares these types with values. */
function camelizedTypes(names: OperationName[]) {
  const virtual = fileURLToPath(new URL('test/contract/camelized.ts', ROOT))
  const text = [
    `import type * as clerklet from '#clerklet/index.ts'`,
    `import type { Camelized } from '#clerklet/camelize/index.ts'`,
    ...names.map((it) => `type ${it} = Camelized<Awaited<ReturnType<typeof clerklet.${it}>>>`),
  ].join('\n')
  const options: ts.CompilerOptions = { ...COMPILER_OPTIONS, allowImportingTsExtensions: true }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === virtual
      ? ts.createSourceFile(name, text, languageVersion)
      : getSourceFile(name, languageVersion, ...rest)
  host.fileExists = (name) => name === virtual || fileExists(name)
  const program = ts.createProgram([virtual], options, host)
  const checker = program.getTypeChecker()
  const types = new Map<string, ts.Type>()
  program.getSourceFile(virtual)?.forEachChild((node) => {
    if (ts.isTypeAliasDeclaration(node))
      types.set(node.name.text, checker.getTypeAtLocation(node.name))
  })

  function differences(type: ts.Type, value: unknown, path: string): string[] {
    if (typeof value !== 'object' || value === null || isFreeForm(value)) return []
    const members = (type.isUnion() ? type.types : [type]).filter(
      (member) => !(member.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)),
    )
    if (Array.isArray(value)) {
      return value.flatMap((item) =>
        members.flatMap((member) => {
          const inner = member.getNumberIndexType()
          return inner ? differences(inner, item, `${path}[]`) : [`${path}: no array in the type`]
        }),
      )
    }
    if (members.some((member) => member.getStringIndexType())) return []
    const properties = new Map(
      members.flatMap((member) => member.getProperties().map((it) => [it.name, it] as const)),
    )
    // Ignores missing optional keys, since a sample leaves them out in deeply nested objects.
    const missing = [...properties.values()]
      .filter((it) => !(it.flags & ts.SymbolFlags.Optional) && !(it.name in value))
      .map((it) => it.name)
    return [
      ...Object.entries(value).flatMap(([key, item]) => {
        const property = properties.get(key)
        return property
          ? differences(checker.getTypeOfSymbol(property), item, `${path}.${key}`)
          : [`${path}.${key}: not in the type`]
      }),
      ...missing.map((key) => `${path}.${key}: missing`),
    ]
  }

  return {
    compare(name: OperationName, value: unknown): string[] {
      const type = types.get(name)
      if (!type) throw new Error(`There is no type for ${name}`)
      return differences(type, value, name)
    },
  }
}
