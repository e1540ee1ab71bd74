import { ClerkResponseError, type Context, getUser, listUsers } from 'clerklet'
import * as schemas from 'clerklet/schemas'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { compareWithSchema } from '#clerklet/core/compareWithSchema.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'
import { emailAddress, user } from '#fixtures/user.ts'

/** The parts of a valibot schema that this test reads. */
interface Node {
  type: string
  '~standard': { validate(value: unknown): object }
  entries?: Record<string, Node>
  item?: Node
  wrapped?: Node
}

const all = Object.entries(schemas as Record<string, unknown>).filter(([name]) =>
  name.endsWith('Schema'),
) as [string, Node & v.GenericSchema][]

const respond = (body: unknown, over: Context = {}): Context => ({
  secretKey: SECRET_KEY,
  fetch: answering(json(200, body)).fetch,
  ...over,
})

/** Generates documents that agree with a schema. */
function agreeing(node: Node): fc.Arbitrary<unknown> {
  if (node.wrapped) {
    const inner = agreeing(node.wrapped)
    return node.type === 'optional' ? inner : fc.option(inner, { nil: null })
  }
  switch (node.type) {
    case 'string':
      return fc.string({ maxLength: 5 })
    case 'number':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case 'boolean':
      return fc.boolean()
    case 'unknown':
      return fc.jsonValue({ maxDepth: 1 })
    case 'array':
      return fc.array(agreeing(node.item as Node), { maxLength: 2 })
    case 'object': {
      const entries = Object.entries(node.entries ?? {})
      return fc.record(Object.fromEntries(entries.map(([key, child]) => [key, agreeing(child)])), {
        requiredKeys: entries
          .filter(([, child]) => child.type !== 'optional' && child.type !== 'nullish')
          .map(([key]) => key),
      })
    }
    default:
      throw new Error(`The walk does not know ${node.type}`)
  }
}

type Place = { path: (string | number)[]; change: 'drop' | 'replace'; value: unknown }

/**
 * Replaces or drops the value at a place of a document. The numbers in `choices` select the place, so that fast-check can
 * shrink them.
 */
function damaged(document: unknown, choices: number[], { change, value }: Omit<Place, 'path'>) {
  const root = { root: structuredClone(document) }
  let owner: Record<string, unknown> = root
  let key = 'root'
  for (const choice of choices) {
    const inner = owner[key]
    if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break
    owner = inner as Record<string, unknown>
    const keys = Object.keys(owner)
    key = keys[choice % keys.length] as string
  }
  if (change === 'drop' && owner !== root && !Array.isArray(owner)) delete owner[key]
  else owner[key] = value
  return root.root
}

/** Values of every JSON type except arrays, which only valibot treats as objects. */
const kinds = fc.constantFrom<unknown>(null, true, 7, 'x', {}, { id: 5 })

const document = (node: Node) =>
  fc
    .tuple(
      agreeing(node),
      fc.array(fc.nat(60), { maxLength: 5 }),
      fc.constantFrom('drop' as const, 'replace' as const),
      kinds,
      fc.boolean(),
    )
    .map(([sound, choices, change, value, sane]) =>
      sane ? sound : damaged(sound, choices, { change, value }),
    )

/** Writes the path of an issue of valibot as `compareWithSchema` does: `a[0].b`. */
const place = (issue: v.BaseIssue<unknown>) =>
  (issue.path ?? [])
    .map(({ key }) => key)
    .reduce<string>(
      (path, key) =>
        typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : `${key}`,
      '',
    )

describe('compareWithSchema', () => {
  test('default', () => {
    expect(all.length).toBeGreaterThan(35)
    expect(compareWithSchema(schemas.UserSchema, user(), true)).toBeUndefined()
  })

  test.each(all)(
    'behavior: strict, it agrees with valibot on every document for %s',
    (_, schema) => {
      fc.assert(
        fc.property(document(schema), (value) => {
          const { issues = [] } = v.safeParse(schema, value)
          const found = compareWithSchema(schema, value, true)

          expect(found?.map(({ path }) => path).sort() ?? 'none').toEqual(
            issues.length ? issues.map(place).sort() : 'none',
          )
        }),
        { numRuns: 60 },
      )
    },
  )

  test.each(all)(
    'behavior: lenient, it ignores only null and missing keys, for %s',
    (_, schema) => {
      fc.assert(
        fc.property(document(schema), (value) => {
          const strict = compareWithSchema(schema, value, true) ?? []
          const lenient = compareWithSchema(schema, value, false)
          const expected = strict.filter(
            ({ path, received }) => !path || !/^(null|undefined)$/.test(received),
          )

          expect(lenient).toEqual(expected.length ? expected : undefined)
        }),
        { numRuns: 40 },
      )
    },
  )

  test.each(all)('behavior: an array is never an object, for %s', (_, schema) => {
    fc.assert(
      fc.property(document(schema), fc.array(fc.nat(60), { maxLength: 4 }), (value, choices) => {
        const wrong = damaged(value, choices, { change: 'replace', value: [] })
        const found = compareWithSchema(schema, wrong, true) ?? []
        const { issues = [] } = v.safeParse(schema, wrong)

        // Every issue of valibot is found, at its path or above. The only further issues are arrays in place of objects.
        const seen = new Set(issues.map(place))
        for (const path of seen) {
          expect(found.some((issue) => path.startsWith(issue.path))).toBe(true)
        }
        for (const issue of found) {
          if (!seen.has(issue.path)) {
            expect(issue).toMatchObject({ expected: 'object', received: 'array' })
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('behavior: paths lead through arrays and objects', () => {
    const schema = schemas.arrayOf(schemas.UserSchema)
    const broken = user({ email_addresses: [emailAddress(), emailAddress({ id: 7 as never })] })

    expect(compareWithSchema(schema, [user(), broken], false)).toEqual([
      { path: '[1].email_addresses[1].id', expected: 'string', received: 'number' },
    ])
    expect(compareWithSchema(v.array(v.array(v.string())), [[], ['a', 1]], false)).toEqual([
      { path: '[1][1]', expected: 'string', received: 'number' },
    ])
  })

  test('behavior: unknown and any pass everything, metadata any object', () => {
    for (const schema of [v.unknown(), v.any()]) {
      for (const value of [undefined, null, 1, 'x', [], {}]) {
        expect(compareWithSchema(schema, value, true)).toBeUndefined()
      }
    }
    const metadata = schemas.MetadataSchema
    expect(compareWithSchema(metadata, { deep: { down: [1, null] } }, true)).toBeUndefined()
    expect(compareWithSchema(metadata, [], true)).toHaveLength(1)
    expect(compareWithSchema(metadata, 'x', true)).toHaveLength(1)
  })

  test('behavior: an object that may have more keys is compared like any other', () => {
    const loose = v.looseObject({ id: v.string() })

    expect(compareWithSchema(loose, { id: 'x', more: 1 }, true)).toBeUndefined()
    expect(compareWithSchema(loose, { id: 1 }, true)).toEqual([
      { path: 'id', expected: 'string', received: 'number' },
    ])
    expect(compareWithSchema(loose, 'x', true)).toEqual([
      { path: '', expected: 'object', received: 'string' },
    ])
  })

  test('behavior: a key that every object inherits is as unknown as any other', () => {
    const answer = JSON.parse('{ "id": "x", "constructor": 1, "__proto__": 2, "toString": null }')

    for (const strict of [true, false]) {
      expect(compareWithSchema(v.object({ id: v.string() }), answer, strict)).toBeUndefined()
    }
  })

  test('behavior: a nullable root may be null', () => {
    expect(compareWithSchema(v.nullable(v.object({})), null, false)).toBeUndefined()
    expect(compareWithSchema(v.object({}), null, false)).toEqual([
      { path: '', expected: 'object', received: 'null' },
    ])
    expect(compareWithSchema(v.nullable(v.object({})), undefined, true)).toHaveLength(1)
  })
})

describe('drift', () => {
  const [address] = user().email_addresses

  test.each<[string, object]>([
    ['an unknown key', { ...user(), favourite_colour: 'mauve' }],
    ['an unknown key, deep inside', user({ email_addresses: [{ ...address, new: 1 } as never] })],
    ['a null where none was promised', { ...user(), created_at: null, email_addresses: null }],
    ['a missing key', { id: 'user_1' }],
    ['an object without any key', {}],
    [
      'an unknown object name',
      { ...user(), object: 'person', email_addresses: [{ ...address, object: 'x' }] },
    ],
    ...[
      { object: 'verification_ticket', status: 'verified', strategy: 'ticket' },
      { object: 'verification_otp', status: 'verified', strategy: 'admin' },
      { object: 'verification_ticket', status: 'verified', strategy: 'saml' },
      { object: 'verification_email_link', status: 'verified', strategy: 'email_link' },
      { object: 'verification_saml', status: 'verified', strategy: 'saml' },
      { object: 'verification_admin', status: 'verified', strategy: 'admin' },
      { object: 'verification_otp', status: 'verified', strategy: 'from_oauth_google' },
      { status: 'verified', strategy: 'email_code' },
      { object: 'verification_otp', strategy: 'email_code', attempts: null, expire_at: null },
      { status: 'a status of tomorrow', strategy: 'a strategy of tomorrow' },
    ].map(
      (verification) =>
        [
          `the verification ${JSON.stringify(verification)}`,
          user({ email_addresses: [{ ...address, verification } as never] }),
        ] satisfies [string, object],
    ),
  ])('behavior: %s is no outage, and is returned as received', async (_, body) => {
    await expect(getUser(respond(body), 'user_1')).resolves.toEqual(body)
  })

  test.each([
    ['first_name', 7, 'string', 'number'],
    ['created_at', '2026-05-12', 'number', 'string'],
    ['banned', 'false', 'boolean', 'string'],
    ['public_metadata', [], 'object', 'array'],
    ['email_addresses', {}, 'array', 'object'],
    ['email_addresses', 'x', 'array', 'string'],
  ])('error: %s is %j', async (path, value, expected, received) => {
    const body = { ...user(), [path]: value }

    const error = await rejection(getUser(respond(body), 'user_1'))

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error).toMatchObject({ status: 200, body, issues: [{ path, expected, received }] })
  })

  test('error: all validation issues are reported at once', async () => {
    const body = [user(), { ...user(), banned: 1, id: 2 }, 'no user']

    const error = await rejection(listUsers(respond(body)))

    expect(error.issues).toEqual([
      { path: '[1].id', expected: 'string', received: 'number' },
      { path: '[1].banned', expected: 'boolean', received: 'number' },
      { path: '[2]', expected: 'object', received: 'string' },
    ])
  })

  test('behavior: onDrift also receives nulls and missing keys, and nothing is thrown', async () => {
    const { locked: _, ...body } = { ...user(), created_at: null, banned: 'no' }
    const heard: ClerkResponseError[] = []

    const value = await getUser(respond(body, { onDrift: (error) => heard.push(error) }), 'user_1')

    expect(value).toEqual(body)
    expect(heard).toHaveLength(1)
    expect(heard[0]?.issues).toEqual([
      { path: 'banned', expected: 'boolean', received: 'string' },
      { path: 'locked', expected: 'boolean', received: 'undefined' },
      { path: 'created_at', expected: 'number', received: 'null' },
    ])
  })

  test('behavior: onDrift is not called for agreement or for unknown keys', async () => {
    const heard: ClerkResponseError[] = []

    await getUser(
      respond({ ...user(), favourite_colour: 'mauve' }, { onDrift: (error) => heard.push(error) }),
      'user_1',
    )

    expect(heard).toEqual([])
  })
})
