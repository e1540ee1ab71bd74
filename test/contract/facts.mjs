/**
 * Derives the facts that the tests need from an edition of Clerk's specification, and stores them in `facts/`. The facts are an
 * OpenAPI document without descriptions, titles, summaries and tags. Its examples contain placeholders in place of values.
 *
 *   npm run api:facts -- FILE...
 *
 * `facts/additions.json` lists later changes of an edition. The command applies them to the facts of this edition.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const FOLDER = new URL('facts/', import.meta.url)
const WIDTH = 120

/** Keywords of a schema whose values are copied unchanged. */
const PLAIN = new Set([
  '$ref',
  'default',
  'deprecated',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'nullable',
  'pattern',
  'readOnly',
  'required',
  'type',
  'uniqueItems',
])
/** Keywords whose value is a schema, a list of schemas, or an object of schemas. */
const ONE = new Set(['items'])
const LIST = new Set(['allOf', 'anyOf', 'oneOf'])
const BY_NAME = new Set(['properties'])
/** Keywords that are left out, because tests cannot check them. */
const PROSE = /^(description|title|example|examples|externalDocs|x-.*)$/

/**
 * Derives the facts of a specification: of the Backend API, of the Frontend API or of the webhooks.
 *
 * @param {any} document A parsed OpenAPI document.
 * @param {string} edition Its date, such as `2026-05-12`.
 * @returns {any}
 */
export function factsOf(document, edition) {
  const { parameters, responses, schemas, examples } = document.components
  return withoutEmpty({
    info: { version: edition },
    paths: mapped(document.paths, (methods) => mapped(methods, operationFacts)),
    'x-webhooks': mapped(document['x-webhooks'], ({ post }) => ({
      post: { requestBody: { content: mapped(post.requestBody.content, eventFacts) } },
    })),
    components: {
      parameters: mapped(parameters, parameterFacts),
      responses: mapped(responses, responseFacts),
      schemas: mapped(schemas, schemaFacts),
      examples: mapped(examples, ({ value }) => ({ value: kindsOf(value) })),
    },
  })
}

function operationFacts(operation) {
  const { operationId, deprecated, security, parameters, requestBody, responses } = operation
  return {
    operationId,
    deprecated,
    security,
    parameters: parameters?.map(parameterFacts),
    requestBody: requestBody && {
      required: requestBody.required,
      content: contentFacts(requestBody.content),
    },
    responses: mapped(responses, responseFacts),
  }
}

function parameterFacts({ $ref, name, in: place, required, deprecated, style, explode, schema }) {
  if ($ref) return { $ref }
  return { name, in: place, required, deprecated, style, explode, schema: schemaFacts(schema) }
}

function responseFacts({ $ref, content }) {
  return $ref ? { $ref } : { content: content && contentFacts(content) }
}

function contentFacts(content) {
  return mapped(content, ({ schema }) => ({ schema: schema && schemaFacts(schema) }))
}

/** Returns the facts of a webhook event, including the examples, which tests compare with our schemas. */
function eventFacts({ schema, example, examples }) {
  return {
    schema: schemaFacts(schema),
    example: example && kindsOf(example),
    examples: mapped(examples, ({ $ref }) => ({ $ref })),
  }
}

function schemaFacts(schema) {
  const found = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (PLAIN.has(keyword)) found[keyword] = value
    else if (ONE.has(keyword)) found[keyword] = schemaFacts(value)
    else if (LIST.has(keyword)) found[keyword] = value.map(schemaFacts)
    else if (BY_NAME.has(keyword)) found[keyword] = mapped(value, schemaFacts)
    else if (keyword === 'additionalProperties') {
      found[keyword] = typeof value === 'object' ? schemaFacts(value) : value
    } else if (keyword === 'discriminator') {
      found[keyword] = { propertyName: value.propertyName }
    } else if (!PROSE.test(keyword)) {
      throw new Error(`A schema has the keyword ${keyword}: say in facts.mjs whether it is a fact`)
    }
  }
  return found
}

/** Returns an example in which a placeholder of the same JSON type replaces each value. Removes repeated items from lists. */
function kindsOf(value) {
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(kindsOf(item)))
    return [...new Set(items)].map((item) => JSON.parse(item))
  }
  if (value !== null && typeof value === 'object') return mapped(value, kindsOf)
  return { string: '', number: 0, boolean: false }[typeof value] ?? null
}

/**
 * Applies the entries of `additions.json` for an edition to the document of this edition. `at` points to an object or a list of
 * the document, as a JSON Pointer. `add` is merged into this object or list. `remove` names its keys or items to remove.
 *
 * @param {any} document
 * @param {{ at: string, add?: any, remove?: string[] }[]} entries
 * @returns {any} A copy of the document with all entries applied.
 * @throws {Error} When the document has no value at `at`.
 */
export function withAdditions(document, entries) {
  const found = structuredClone(document)
  for (const { at, add, remove = [] } of entries) {
    const target = lookUp(found, at)
    if (target === undefined)
      throw new Error(`The additions name ${at}, which is not in the document`)
    if (Array.isArray(target)) {
      const kept = target.filter((item) => !remove.includes(item))
      target.splice(0, target.length, ...new Set([...kept, ...(add ?? [])]))
    } else {
      for (const key of remove) delete target[key]
      merge(target, add ?? {})
    }
  }
  return found
}

/**
 * Returns the value at a JSON Pointer; undefined when there is no such value.
 *
 * @param {any} value
 * @param {string} pointer
 * @returns {any}
 */
export function lookUp(value, pointer) {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.reduce((at, key) => at?.[key], value)
}

function merge(target, added) {
  for (const [key, value] of Object.entries(added)) {
    const present = target[key]
    if (isObject(present) && isObject(value)) merge(present, value)
    else target[key] = structuredClone(value)
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Makes the text of a file of facts. A value that fits into a line is on one line, so that a change of one field changes one
 * line.
 *
 * @param {any} facts
 * @returns {string}
 */
export function textOf(facts) {
  return `${lines(facts, '')}\n`
}

function lines(value, indent, before = 0) {
  const short = JSON.stringify(value)
  if (typeof value !== 'object' || indent.length + before + short.length <= WIDTH) return short
  const inner = `${indent} `
  const items = Array.isArray(value)
    ? value.map((item) => inner + lines(item, inner))
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}:`
        return inner + name + lines(item, inner, name.length)
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${items.join(',\n')}\n${indent}${close}`
}

function mapped(object, change) {
  if (object === undefined) return undefined
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** Removes values that are `undefined`, paths without an operation, and an empty `paths`. */
function withoutEmpty(facts) {
  const { paths = {}, ...rest } = JSON.parse(JSON.stringify(facts))
  const used = Object.entries(paths).filter(([, methods]) => Object.keys(methods).length)
  const { info, ...others } = rest
  return { info, ...(used.length ? { paths: Object.fromEntries(used) } : {}), ...others }
}

function nameOf(file, document) {
  // Reads the edition from the name of the file, because a document of the Frontend API does not contain its edition.
  const kind = document['x-webhooks'] ? 'webhooks' : isFrontend(document) ? 'fapi' : 'bapi'
  const edition = /\d{4}-\d\d-\d\d/.exec(basename(file))?.[0] ?? document.info.version
  return { edition, name: `${kind}-${edition}` }
}

/**
 * Whether the document describes the Frontend API. Its host differs between instances, so only the end of the host is checked.
 */
function isFrontend({ servers = [] }) {
  return servers.some(({ url }) => url.endsWith('.clerk.accounts.dev'))
}

function main(files) {
  const missing = files.filter((file) => !existsSync(file))
  if (!files.length || missing.length) {
    console.error(
      missing.length
        ? `There is no ${missing.join(' and no ')}. Name files of https://github.com/clerk/openapi-specs`
        : 'Usage: npm run api:facts -- FILE...   (files of https://github.com/clerk/openapi-specs)',
    )
    return 2
  }
  const additions = JSON.parse(readFileSync(new URL('additions.json', FOLDER), 'utf8'))
  for (const file of files) {
    const document = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 })
    const { edition, name } = nameOf(file, document)
    const facts = factsOf(withAdditions(document, additions[name] ?? []), edition)
    const target = new URL(`${name}.json`, FOLDER)
    writeFileSync(target, textOf(facts))
    console.log(fileURLToPath(target))
  }
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2))
}
