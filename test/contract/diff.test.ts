import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { differences } from './diff.mjs'
import { factsFile, NEWEST, readFacts } from './support/specification.ts'

const SCRIPT = fileURLToPath(new URL('diff.mjs', import.meta.url))
const [newest, older] = [factsFile(), factsFile('bapi-2025-11-10')]

describe('differences', () => {
  test('default', () => {
    const before = edition()
    const after = edition()
    after.paths['/users'].get.parameters.push({ name: 'email', in: 'query', schema: string() })
    after.components.schemas.User.properties.name.nullable = true

    expect(differences(before, after)).toEqual([
      '',
      'GET /users (listUsers)',
      '  + query.email: string, optional',
      '',
      'User',
      '  ~ name: string → null or string',
    ])
  })

  test('behavior: the same edition has no differences', () => {
    expect(differences(edition(), edition())).toEqual([])
  })

  test('behavior: operations are added and removed, with our names', () => {
    const [before, after] = [edition(), edition()]
    before.paths['/users/count'] = { get: operation() }
    after.paths['/things'] = { post: operation() }

    expect(differences(before, after)).toEqual([
      'Operations added: 1',
      '  + POST /things (no function yet)',
      'Operations removed: 1',
      '  - GET /users/count (countUsers)',
    ])
  })

  test('behavior: entities are added and removed', () => {
    const [before, after] = [edition(), edition()]
    before.components.schemas.Old = string()
    after.components.schemas.New = string()

    expect(differences(before, after)).toEqual([
      'Entities added: 1',
      '  + New',
      'Entities removed: 1',
      '  - Old',
    ])
  })

  test('behavior: required, values, kinds, style and deprecation are compared', () => {
    const [before, after] = [edition(), edition()]
    const { get } = after.paths['/users']
    get.deprecated = true
    get.parameters[0].explode = false
    after.components.schemas.User.required = []
    after.components.schemas.User.properties.status.enum = ['on', 'gone']

    expect(differences(before, after)).toEqual([
      '',
      'GET /users (listUsers)',
      '  + deprecated: yes',
      '  ~ query.user_id: array, optional → array, optional, joined by commas',
      '',
      'User',
      '  ~ name: string → string, optional',
      '  + status may be "gone"',
      '  - status may be "off"',
    ])
  })

  test('behavior: bodies and responses are compared, references followed', () => {
    const [before, after] = [edition(), edition()]
    const content = (schema: object) => ({ content: { 'application/json': { schema } } })
    before.paths['/users'].get.requestBody = content({
      type: 'object',
      properties: { a: string() },
    })
    after.paths['/users'].get.requestBody = content({ type: 'object', properties: { b: string() } })
    after.components.responses.Users = content({ $ref: '#/components/schemas/User' })

    expect(differences(before, after)).toEqual([
      '',
      'GET /users (listUsers)',
      '  + body.b: string, optional',
      '  ~ 200: array → User',
      '  - body.a: string, optional',
      '  - 200[]: User',
    ])
  })
})

describe('npm run api:diff', { timeout: 60_000 }, () => {
  test('error: without a file it prints its usage', () => {
    const { status, stderr } = run()

    expect(status).toBe(2)
    expect(stderr).toContain('npm run api:diff -- NEW [OLD]')
  })

  test('error: a missing file is named', () => {
    const { status, stderr } = run('/none.yml', '/neither.yml')

    expect(status).toBe(2)
    expect(stderr).toContain('There is no /none.yml and no /neither.yml')
  })

  test('default', () => {
    const { status, stdout } = run(newest, older)

    expect(status).toBe(0)
    expect(stdout).toMatch(/^From 2025-11-10 to 2026-05-12\nOperations added: 12\n/)
    expect(stdout).toContain(
      'PATCH /users/{user_id} (updateUser)\n  - body.public_metadata: null or object, optional\n',
    )
  })

  test('args: without OLD, it compares with the facts that the tests use', () => {
    expect(run(older).stdout).toBe(run(older, newest).stdout)
  })

  test('behavior: an edition is no different from itself', () => {
    expect(differences(readFacts(NEWEST), readFacts(NEWEST))).toEqual([])
  })
})

function run(...args: string[]) {
  return spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' })
}

function string() {
  return { type: 'string' }
}

function operation() {
  return { responses: { 204: { description: 'Done' } } }
}

/** Returns a new copy of a small specification. */
// biome-ignore lint/suspicious/noExplicitAny: a document is JSON of any shape, and the tests change it anywhere.
function edition(): any {
  return {
    paths: {
      '/users': {
        get: {
          parameters: [
            { name: 'user_id', in: 'query', schema: { type: 'array', items: string() } },
          ],
          responses: { 200: { $ref: '#/components/responses/Users' } },
        },
      },
    },
    components: {
      responses: {
        Users: {
          content: {
            'application/json': {
              schema: { type: 'array', items: { $ref: '#/components/schemas/User' } },
            },
          },
        },
      },
      schemas: {
        User: {
          type: 'object',
          required: ['name'],
          properties: { name: string(), status: { type: 'string', enum: ['on', 'off'] } },
        },
      },
    },
  }
}
