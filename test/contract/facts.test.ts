import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { factsOf, lookUp, textOf, withAdditions } from './facts.mjs'
import { factsFile, readFacts } from './support/specification.ts'

interface Addition {
  at: string
  add?: object
  remove?: string[]
}

const SCRIPT = fileURLToPath(new URL('facts.mjs', import.meta.url))
const EDITIONS = readdirSync(new URL('facts/', import.meta.url))
  .filter((name) => name !== 'additions.json')
  .map((name) => name.replace('.json', ''))
const additions: Record<string, Addition[]> = JSON.parse(
  readFileSync(new URL('facts/additions.json', import.meta.url), 'utf8'),
)

describe.each(EDITIONS)('the facts of %s', (edition) => {
  const facts = readFacts(edition)

  test('behavior: deriving facts from the facts results in the same text', () => {
    const again = factsOf(facts, facts.info.version)

    expect(readFileSync(factsFile(edition), 'utf8')).toBe(textOf(again))
  })

  test('behavior: no text in them is a sentence', () => {
    const texts = [...textsIn(facts)]

    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.filter((text) => text.split(/\s+/).length > 2)).toEqual([])
  })

  test('behavior: every reference has a target', () => {
    const references = [...textsIn(facts)].filter((text) => text.startsWith('#/'))

    expect(references.length).toBeGreaterThan(50)
    expect(references.filter((ref) => lookUp(facts, ref.slice(1)) === undefined)).toEqual([])
  })
})

describe('additions', () => {
  const entries = Object.entries(additions).flatMap(([edition, list]) =>
    list.map((entry): [string, string, Addition] => [edition, entry.at, entry]),
  )

  test('behavior: each belongs to an edition that exists', () => {
    expect(Object.keys(additions).filter((edition) => !EDITIONS.includes(edition))).toEqual([])
  })

  test.each(entries)('behavior: %s contains the addition at %s', (edition, at, entry) => {
    const target = lookUp(readFacts(edition), at)

    expect(target).toBeDefined()
    if (entry.add) expect(target).toMatchObject(entry.add)
    const names = Array.isArray(target) ? target : Object.keys(target)
    expect(names.filter((name: string) => entry.remove?.includes(name))).toEqual([])
    expect(Boolean(entry.add) || Boolean(entry.remove?.length)).toBe(true)
  })

  test('behavior: they are merged into objects, appended to lists, and applied once', () => {
    const before = { a: { b: { kept: 1, gone: 2 }, list: ['x', 'y'] } }
    const entries = [
      { at: '/a', add: { b: { added: { deep: true } } } },
      { at: '/a/b', remove: ['gone'] },
      { at: '/a/list', remove: ['x'], add: ['z'] },
    ]
    const after = { a: { b: { kept: 1, added: { deep: true } }, list: ['y', 'z'] } }

    expect(withAdditions(before, entries)).toEqual(after)
    expect(withAdditions(after, entries)).toEqual(after)
    expect(before.a.b).toEqual({ kept: 1, gone: 2 })
  })

  test('error: a place that is not in the document is named', () => {
    expect(() => withAdditions({ paths: {} }, [{ at: '/paths/~1users', add: {} }])).toThrow(
      'The additions name /paths/~1users, which is not in the document',
    )
  })
})

describe('factsOf', () => {
  test('default: the facts that a client depends on are kept, and the prose is dropped', () => {
    expect(factsOf(specification(), '2026-01-01')).toEqual({
      info: { version: '2026-01-01' },
      paths: {
        '/users': {
          get: {
            operationId: 'GetUsers',
            parameters: [
              {
                name: 'limit',
                in: 'query',
                schema: { type: 'integer', maximum: 500, default: 10 },
              },
            ],
            responses: {
              200: {
                content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
              },
            },
          },
        },
      },
      components: {
        schemas: {
          A: {
            type: 'object',
            properties: { description: { type: 'string', nullable: true } },
            required: ['description'],
          },
        },
      },
    })
  })

  test('behavior: an example of an event keeps its keys, and the kind of each value', () => {
    const example = {
      type: 'a',
      data: { name: 'Ada', age: 36, gone: null, on: true, ids: ['1', '2'] },
    }
    const content = { 'application/json': { schema: { type: 'object' }, example } }
    const document = {
      'x-webhooks': { 'a.created': { post: { requestBody: { content } } } },
      components: {},
    }

    const facts = factsOf(document, '2026-01-01')

    const kept = facts['x-webhooks']['a.created'].post.requestBody.content['application/json']
    expect(kept.example).toEqual({
      type: '',
      data: { name: '', age: 0, gone: null, on: false, ids: [''] },
    })
  })

  test('error: an unknown keyword is named', () => {
    const document = { components: { schemas: { A: { type: 'object', patternProperties: {} } } } }

    expect(() => factsOf(document, '2026-01-01')).toThrow('patternProperties')
  })
})

describe('npm run api:facts', () => {
  test('error: without a file it prints its usage', () => {
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8' })

    expect(status).toBe(2)
    expect(stderr).toContain('npm run api:facts -- FILE')
  })

  test('error: a missing file is named', () => {
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '/none.yml'], {
      encoding: 'utf8',
    })

    expect(status).toBe(2)
    expect(stderr).toContain('There is no /none.yml')
  })
})

/** Yields every string in a document, and every name of a property. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield key
    yield* textsIn(inner)
  }
}

function specification() {
  return {
    info: { title: 'An API', version: 'v1' },
    paths: {
      '/planned': {},
      '/users': {
        get: {
          operationId: 'GetUsers',
          summary: 'List all users',
          tags: ['Users'],
          'x-group': 'users',
          parameters: [
            {
              name: 'limit',
              in: 'query',
              description: 'How many users to return.',
              schema: { type: 'integer', maximum: 500, default: 10, example: 20 },
            },
          ],
          responses: {
            200: {
              description: 'Success',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        A: {
          type: 'object',
          title: 'A thing',
          properties: {
            description: { type: 'string', nullable: true, description: 'What it is.' },
          },
          required: ['description'],
        },
      },
    },
  }
}
