import { ClerkConfigError, getUser, path } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { ctx } from '#fixtures/api.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

describe('path', () => {
  test('default', () => {
    expect(path`/users/${'user_1'}/passkeys/${'idn_1'}`).toEqual({
      encoded: '/users/user_1/passkeys/idn_1',
      route: '/users/{id}/passkeys/{id}',
    })
  })

  test('behavior: a path without ids is its own route', () => {
    expect(path`/users/count`).toEqual({ encoded: '/users/count', route: '/users/count' })
  })

  test.each([() => path`users`, () => path``, () => path`${'.evil.example'}`])(
    'error: %s has no leading slash, and would change the host',
    (build) => {
      expect(build).toThrow(ClerkConfigError)
      expect(build).toThrow('must begin with a slash')
    },
  )

  test.each([
    ['a/b', 'a%2Fb'],
    ['../users/count', '..%2Fusers%2Fcount'],
    ['a?b=c#d', 'a%3Fb%3Dc%23d'],
    ['%2e%2e', '%252e%252e'],
    ['%2F', '%252F'],
    ['a\\b', 'a%5Cb'],
    ['é ', '%C3%A9%20'],
    ['...', '...'],
  ])('behavior: the id %j stays one segment', (id, encoded) => {
    expect(path`/users/${id}/ban`.encoded).toBe(`/users/${encoded}/ban`)
  })

  test.each([
    ['', '""'],
    ['.', '"."'],
    ['..', '".."'],
    [undefined, 'undefined'],
    [null, 'null'],
    [7, 'number'],
    [['user_1'], 'object'],
  ])('error: the id %j is refused', (id, described) => {
    const build = () => path`/users/${'user_1'}/passkeys/${id as string}`

    expect(build).toThrow(ClerkConfigError)
    expect(build).toThrow(
      `An id for /users/{id}/passkeys/{id} is ${described}: pass a non-empty string (id 2 of 2)`,
    )
  })

  test.each(['\ud800', '\udfff', 'user_\udc00', '\ud83e', '\udd8a\ud83e'])(
    'error: an id with half a surrogate pair, %j, is refused and not shown',
    (id) => {
      const build = () => path`/users/${'user_1'}/passkeys/${id}`

      expect(build).toThrow(ClerkConfigError)
      expect(build).toThrow(
        'An id for /users/{id}/passkeys/{id} is a string with half a surrogate pair: pass a non-empty string (id 2 of 2)',
      )
    },
  )

  test('behavior: a whole surrogate pair is a character like others', () => {
    expect(path`/users/${'🦊'}`.encoded).toBe('/users/%F0%9F%A6%8A')
  })

  test.each(['/users', undefined, null, 7])(
    'error: called with %j instead of a template',
    (given) => {
      expect(() => path(given as unknown as TemplateStringsArray)).toThrow(ClerkConfigError)
    },
  )

  test('behavior: no id can lead a request to another route', async () => {
    const { fetch, received } = answering(json(200, user()))

    await getUser({ ...ctx, fetch }, '../organizations/org_1?x=1')

    expect(received[0]?.url.href).toBe(
      'https://api.clerk.com/v1/users/..%2Forganizations%2Forg_1%3Fx%3D1',
    )
  })

  test('error: an operation rejects and sends no request', async () => {
    const { fetch, received } = answering(json(200, user()))

    const call = getUser({ ...ctx, fetch }, undefined as unknown as string)

    expect(await rejection(call)).toBeInstanceOf(ClerkConfigError)
    expect(received).toEqual([])
  })
})
