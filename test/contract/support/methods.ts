import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { hasOperation } from '#compare/coverage.mjs'
import { operations } from '../operations.ts'
import type { OfficialMethod, OfficialTypes } from './official.ts'
import type { Field, Shape } from './shape.ts'
import type { SourceFunction, Sources } from './sources.ts'

/** Notes for docs/methods.md about differences that the types of clerklet and of the official client do not show. */
export interface MethodNotes {
  /** The functions that replace a method, such as `users.getUserList`, when they cannot be derived from its requests. */
  functions: Record<string, string[]>
  /** A sentence about a method, such as `users.getUserList`, for the last column of the table. */
  methods: Record<string, string>
  /** What replaces a field that no response has, by class and field, such as `User.fullName`, or by the field alone. */
  fields: Record<string, string>
}

/** A method of the official client, and the functions that replace it. */
export interface MovedMethod {
  resource: string
  /** The method with its arguments, as code. */
  method: string
  /** Functions of clerklet with their arguments, as code. */
  functions: string[]
  result: string
  notes: string[]
}

/**
 * Compares the methods of the official client with our functions.
 *
 * @param official The types of the official client.
 * @param sources The types of clerklet.
 * @param sent The requests of each method, such as `GET /v1/users/{a}`, by resource and name.
 */
export function compareMethods(
  official: OfficialTypes,
  sources: Sources,
  sent: Map<string, string[]>,
  notes: MethodNotes,
) {
  const functionsOf = (name: string) => notes.functions[name] ?? functionsFor(sent.get(name) ?? [])
  const methods = [...official.methods].map(([name, method]): MovedMethod => {
    const found = functionsOf(name).map((one) => sources.functionNamed(one))
    const [resource = '', own = ''] = name.split('.')
    return {
      resource,
      method: `${own}(${method.args.join(', ')})`,
      functions: found.map(callOf),
      result: resultOf(method, found[0]),
      notes: [...optionNotes(method, found), notes.methods[name] ?? ''].filter(Boolean),
    }
  })
  const missing = movedFields(official, sources, functionsOf)
  /** The fields that no response has, and what replaces them. */
  const fields = [...missing].flatMap(([owner, names]) =>
    [...names].map((name) => [
      `${owner}.${name}`,
      notes.fields[`${owner}.${name}`] ?? notes.fields[name],
    ]),
  )
  return { methods, fields }
}

/** Finds the functions whose operations are among the requests of a method. */
function functionsFor(requests: string[]): string[] {
  return Object.entries(operations).flatMap(([name, operation]) =>
    hasOperation(requests, operation) ? name : [],
  )
}

function callOf({ name, args, optional }: SourceFunction): string {
  const shown = args.filter((arg) => arg !== 'options')
  return `${name}(${shown.map((arg) => (optional.has(arg) ? `${arg}?` : arg)).join(', ')})`
}

const SOURCE = fileURLToPath(new URL('../../../packages/clerklet/src/', import.meta.url))

/** Returns the type that a function resolves to, as its source declares it. */
function declaredResult({ name, file }: SourceFunction): string {
  const text = readFileSync(SOURCE + file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const declaration = source.statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name,
  ) as ts.FunctionDeclaration | undefined
  return declaration?.type?.getText().replace(/^Promise<([\s\S]*)>$/, '$1') ?? ''
}

const SAME_CLASS = new Map([
  ['APIKey', 'ApiKey'],
  ['M2MToken', 'M2mToken'],
])

function resultOf({ result }: OfficialMethod, ours: SourceFunction | undefined): string {
  const here = ours ? declaredResult(ours) : ''
  const plain = result === 'void' ? 'undefined' : result.replace(/;? }$/, ' }')
  const there = plain.replace(/\w+/g, (name) => SAME_CLASS.get(name) ?? name)
  return !here || here === there ? `\`${there}\`` : `\`${there}\` → \`${here}\``
}

/** Lists the options that only the official method has, and the params that only our functions have. */
function optionNotes(method: OfficialMethod, functions: SourceFunction[]): string[] {
  const params = functions.flatMap(({ params }) => Object.keys(fieldsOf(params)))
  const args = functions.flatMap((one) => one.args.map(snakeCase))
  const keys = functions.some(({ options }) => options.startsWith('Idempotent')) ? [KEY] : []
  const theirs = method.options.map(snakeCase)
  const plain = method.args.map((arg) => snakeCase(arg.replace('?', '')))
  const there = theirs.filter((name) => ![...params, ...args, ...keys].includes(name))
  const here = params.filter((name) => ![...theirs, ...plain].includes(name))
  const listed = (names: string[]) => [...new Set(names)].map((name) => `\`${name}\``).join(', ')
  return [
    there.length ? `\`@clerk/backend\` only: ${listed(there)}.` : '',
    here.length ? `clerklet only: ${listed(here)}.` : '',
  ]
}

const KEY = 'idempotency_key'

function fieldsOf(shape: Shape | undefined): Record<string, Field> {
  return shape?.fields?.() ?? shape?.item?.().fields?.() ?? {}
}

/** Returns the fields that no response has, by the official class that declares them. */
function movedFields(
  { methods, classes }: OfficialTypes,
  sources: Sources,
  functionsOf: (method: string) => string[],
): Map<string, Set<string>> {
  const missing = new Map<string, Set<string>>()
  const compare = (owner: string, shape: Shape, above: string[]) => {
    const fields = fieldsOf(shape)
    const found = new Set<string>()
    for (const [field, inner] of classes.get(owner) ?? []) {
      const ours = fields[snakeCase(field)]
      if (!ours) found.add(field)
      else if (inner && !above.includes(inner)) compare(inner, ours.shape, [...above, owner])
    }
    // A field is missing only when no response has it. For example, only the response of a creation may have a secret.
    const before = missing.get(owner)
    missing.set(owner, before ? new Set([...before].filter((field) => found.has(field))) : found)
  }
  for (const [name, { result }] of methods) {
    const owner = /\b([A-Z]\w+)/.exec(result)?.[1] ?? ''
    const [first] = functionsOf(name)
    if (first && classes.has(owner)) compare(owner, entityOf(sources.functionNamed(first)), [])
  }
  return missing
}

/** Returns the shape of the entity in the result of a function. For a list, this is the shape of an item. */
function entityOf({ answer }: SourceFunction): Shape {
  const shape = answer()
  const { data, m2m_tokens } = shape.fields?.() ?? {}
  const list = data ?? m2m_tokens
  return list?.shape.item?.() ?? shape
}

export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
