/**
 * Prints the changes between two editions of Clerk's specification: operations, parameters, bodies, responses and entities.
 *
 *   npm run api:diff -- NEW [OLD]
 *
 * NEW and OLD are specifications or files of `facts/`. OLD defaults to the edition that the contract tests use.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const USED = new URL('facts/bapi-2026-05-12.json', import.meta.url)
const TABLE = new URL('operations.ts', import.meta.url)

/**
 * Lists everything in a document that a client depends on, by subject and place. A reference to an entity is replaced by the
 * name of the entity. The schema of the entity is listed once, under this name.
 *
 * @param {any} document A parsed OpenAPI document.
 * @returns {Map<string, Map<string, string>>} The subject (an operation or an entity), then the place in it.
 */
export function statements(document) {
  const { paths, components } = document
  const found = new Map()
  const follow = (value) =>
    value?.$ref
      ? follow(
          value.$ref
            .split('/')
            .slice(1)
            .reduce((at, key) => at[key], document),
        )
      : value

  for (const [route, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const places = new Map()
      found.set(`${method.toUpperCase()} ${route}`, places)
      if (operation.deprecated) places.set('deprecated', 'yes')
      if (operation.security?.length === 0) places.set('key', 'none')
      for (const parameter of (operation.parameters ?? []).map(follow)) {
        const style = parameter.explode === false ? ', joined by commas' : ''
        const { name, required, schema } = parameter
        describe(places, `${parameter.in}.${name}`, schema, required, style)
      }
      const body = follow(operation.requestBody)
      for (const [type, { schema }] of Object.entries(body?.content ?? {})) {
        describe(
          places,
          'body',
          schema,
          body.required,
          type === 'application/json' ? '' : `, ${type}`,
        )
      }
      for (const [status, answer] of Object.entries(operation.responses)) {
        if (status[0] !== '2') continue
        const content = follow(answer).content?.['application/json']
        if (content) describe(places, `${status}`, content.schema, true)
        else places.set(status, 'no body')
      }
    }
  }
  for (const [name, schema] of Object.entries(components.schemas ?? {})) {
    const places = new Map()
    found.set(name, places)
    describe(places, '', schema, true)
  }
  return found
}

function describe(places, at, schema = {}, required = false, note = '') {
  const { kinds, values, fields, item } = read(schema)
  if (at) places.set(at, `${[...kinds].sort().join(' or ')}${required ? '' : ', optional'}${note}`)
  for (const value of values) places.set(`${at} may be ${JSON.stringify(value)}`, '')
  for (const [name, field] of fields) {
    describe(places, at ? `${at}.${name}` : name, field.schema, field.required)
  }
  if (item) describe(places, `${at}[]`, item, true)
}

/** Reads one level of a schema: its types, values, fields and item. The type of a reference is the name of the entity. */
function read(schema) {
  const kinds = new Set()
  const values = new Set()
  const fields = new Map()
  let item
  if (schema.nullable) kinds.add('null')
  if (schema.$ref) {
    kinds.add(schema.$ref.split('/').at(-1))
    return { kinds, values, fields, item }
  }
  const { required = [], properties = {}, allOf = [], oneOf = [], anyOf = [] } = schema
  for (const [name, property] of Object.entries(properties)) {
    fields.set(name, { schema: property, required: required.includes(name) })
  }
  for (const value of schema.enum ?? []) values.add(value)
  for (const part of [...allOf, ...oneOf, ...anyOf]) {
    const inner = read(part)
    for (const kind of inner.kinds) kinds.add(kind)
    for (const value of inner.values) values.add(value)
    for (const [name, field] of inner.fields) {
      const also = allOf.includes(part) ? field.required || required.includes(name) : false
      fields.set(name, { ...field, required: also || fields.get(name)?.required === true })
    }
    item ??= inner.item
  }
  if (schema.type) {
    kinds.add(
      schema.type === 'integer' ? 'number' : schema.format === 'binary' ? 'file' : schema.type,
    )
  }
  if (!kinds.size && fields.size) kinds.add('object')
  if (schema.items) item = schema.items
  return { kinds, values, fields, item }
}

/**
 * Lists the changes between two documents.
 *
 * @param {any} before
 * @param {any} after
 * @returns {string[]} The lines to print; none when nothing changed.
 */
export function differences(before, after) {
  const [old, now] = [statements(before), statements(after)]
  const functions = functionNames()
  const title = (subject) =>
    functions.has(subject) ? `${subject} (${functions.get(subject)})` : subject
  const hint = (subject) =>
    isOperation(subject) && !functions.has(subject)
      ? `${subject} (no function yet)`
      : title(subject)
  const isOperation = (subject) => subject.includes(' /')
  const lines = []

  for (const [what, test] of [
    ['Operations', isOperation],
    ['Entities', (subject) => !isOperation(subject)],
  ]) {
    const added = [...now.keys()].filter((subject) => test(subject) && !old.has(subject))
    const removed = [...old.keys()].filter((subject) => test(subject) && !now.has(subject))
    if (added.length)
      lines.push(`${what} added: ${added.length}`, ...added.map((it) => `  + ${hint(it)}`))
    if (removed.length) {
      lines.push(`${what} removed: ${removed.length}`, ...removed.map((it) => `  - ${title(it)}`))
    }
  }
  for (const [subject, places] of now) {
    const inside = old.has(subject) ? changes(old.get(subject), places) : []
    if (inside.length) lines.push('', title(subject), ...inside)
  }
  return lines
}

function changes(old, now) {
  const lines = []
  for (const [place, text] of now) {
    const said = old.get(place)
    if (said === undefined) lines.push(`  + ${place}${text && `: ${text}`}`)
    else if (said !== text) lines.push(`  ~ ${place}: ${said} → ${text}`)
  }
  for (const [place, text] of old) {
    if (!now.has(place)) lines.push(`  - ${place}${text && `: ${text}`}`)
  }
  return lines
}

/** Returns the name of the function for each operation in operations.ts, such as `GET /users`. */
function functionNames() {
  const rows = readFileSync(TABLE, 'utf8').matchAll(/^ {2}(\w+):\s+'([A-Z]+ [^']+)'/gm)
  return new Map([...rows].map(([, name, key]) => [key, name]))
}

function main([newer, older = fileURLToPath(USED)]) {
  if (!newer || newer.startsWith('-')) {
    console.error(
      'Usage: npm run api:diff -- NEW [OLD]   (files of https://github.com/clerk/openapi-specs)',
    )
    return 2
  }
  const missing = [newer, older].filter((file) => !existsSync(file))
  if (missing.length) {
    console.error(
      `There is no ${missing.join(' and no ')}. Name two files: npm run api:diff -- NEW OLD`,
    )
    return 2
  }
  const [before, after] = [older, newer].map((file) => parse(readFileSync(file, 'utf8')))
  const lines = differences(before, after)
  console.log(`From ${before.info.version} to ${after.info.version}`)
  console.log(lines.length ? lines.join('\n') : 'Nothing that a client depends on is different.')
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2))
