import {
  type ClerkApiError,
  type Context,
  collect,
  createUser,
  deleteUser,
  getUser,
  isClerkApiError,
  isClerkError,
  listOrganizations,
  listUsers,
  mergeUserMetadata,
  paginate,
  path,
  request,
  type User,
  updateUser,
} from 'clerklet'
import { createRedirect } from 'clerklet/proxy'
import { UserSchema } from 'clerklet/schemas'
import {
  authenticateHeader,
  authenticateRequest,
  forbiddenResponse,
  type OAuthTokenPayload,
  type TokenVerificationReason,
  verifyMachineToken,
  verifyToken,
} from 'clerklet/verify'
import { describe, expectTypeOf, test } from 'vitest'

const ctx: Context = { secretKey: 'sk_test_x' }

describe('behavior: calls that must compile', () => {
  test('a context is a plain object, without misspelled fields', () => {
    expectTypeOf({ secretKey: 'x' }).toExtend<Context>()
    expectTypeOf({ secretKey: 'x', fetch: globalThis.fetch }).toExtend<Context>()
    // @ts-expect-error: the field is secretKey
    const misspelled: Context = { secret_key: 'x' }
    expectTypeOf(misspelled).toEqualTypeOf<Context>()
  })

  test('ids that every response has need no assertion', () => {
    type IdOf<Item> = Item extends { id: infer Id } ? Id : never
    expectTypeOf<IdOf<User['email_addresses'][number]>>().toEqualTypeOf<string>()
    expectTypeOf<IdOf<User['phone_numbers'][number]>>().toEqualTypeOf<string>()
    expectTypeOf<IdOf<User['web3_wallets'][number]>>().toEqualTypeOf<string>()
    expectTypeOf<IdOf<User['passkeys'][number]>>().toEqualTypeOf<string>()
  })

  test('undefined may be written where a field may be left out', () => {
    expectTypeOf({ secretKey: undefined, timeout: undefined }).toExtend<Context>()
    expectTypeOf(listUsers).toBeCallableWith(ctx, { banned: undefined }, { signal: undefined })
  })

  test('an operation resolves to its wire object', () => {
    expectTypeOf(getUser).returns.resolves.toEqualTypeOf<User>()
    expectTypeOf(listUsers).returns.resolves.toEqualTypeOf<User[]>()
    expectTypeOf<User['created_at']>().toEqualTypeOf<number>()
    expectTypeOf<User['first_name']>().toEqualTypeOf<string | null>()
    expectTypeOf(deleteUser).returns.resolves.toHaveProperty('deleted')
  })

  test('a list in an envelope has data and a total', () => {
    expectTypeOf(listOrganizations).returns.resolves.toHaveProperty('data')
    expectTypeOf(listOrganizations).returns.resolves.toHaveProperty('total_count')
  })

  test('paginate yields items for every shape of a list', () => {
    expectTypeOf(paginate(listUsers, ctx)).toExtend<AsyncIterable<User>>()
    type Organization = Awaited<ReturnType<typeof listOrganizations>>['data'][number]
    expectTypeOf(paginate(listOrganizations, ctx)).toExtend<AsyncIterable<Organization>>()
    expectTypeOf(collect(paginate(listUsers, ctx), { maxItems: 1 })).resolves.toEqualTypeOf<
      User[]
    >()
  })

  test('open enumerations complete known values and accept others', () => {
    expectTypeOf(listUsers).toBeCallableWith(ctx, { order_by: '-created_at' })
    expectTypeOf(listUsers).toBeCallableWith(ctx, { order_by: '-something_new' })
  })

  test('the guards of errors narrow', () => {
    const error: unknown = undefined
    if (isClerkApiError(error)) expectTypeOf(error).toEqualTypeOf<ClerkApiError>()
    if (isClerkError(error)) expectTypeOf(error.message).toBeString()
    if (isClerkApiError(error, 'resource_not_found')) expectTypeOf(error.status).toBeNumber()
  })

  test('request resolves to the type of the schema, and to unknown without one', () => {
    const input = { method: 'GET', path: path`/users/${'user_1'}` } as const
    expectTypeOf(request(ctx, UserSchema, input)).resolves.toExtend<User>()
    expectTypeOf(request(ctx, undefined, input)).resolves.toBeUnknown()
  })

  test('an authenticated state narrows by its status', async () => {
    const state = await authenticateRequest(ctx, new Request('https://example.com'))
    if (state.status === 'signed-in') expectTypeOf(state.token).toBeString()
    const auth = state.toAuth()
    if (auth?.isAuthenticated && 'userId' in auth) expectTypeOf(auth.userId).toBeString()
    expectTypeOf(verifyToken).returns.resolves.toHaveProperty('sub')
  })

  test('every state can be turned into a response', async () => {
    const request = new Request('https://example.com')
    const states = [
      await authenticateRequest(ctx, request),
      await authenticateRequest(ctx, request, { acceptsToken: 'any' }),
      await authenticateRequest(ctx, request, { acceptsToken: ['api_key'] }),
      await authenticateHeader(ctx, request),
    ]
    for (const { toResponse } of states) {
      expectTypeOf(toResponse).toBeCallableWith()
      expectTypeOf(toResponse).toBeCallableWith({ headers: { vary: 'Origin' } })
      expectTypeOf(toResponse).toBeCallableWith({ headers: new Headers() })
      expectTypeOf(toResponse).returns.toEqualTypeOf<Response>()
    }
    // @ts-expect-error: use reverificationErrorResponse
    forbiddenResponse({ reverification: 'strict' })
  })

  test('a redirect needs the request or its public URL', () => {
    const redirectAdapter = (url: string) => url
    const request = new Request('https://example.com')
    expectTypeOf(createRedirect<string>).toBeCallableWith({ request, redirectAdapter })
    expectTypeOf(createRedirect<string>).toBeCallableWith({ baseUrl: request.url, redirectAdapter })
    // @ts-expect-error: request or baseUrl is missing
    createRedirect({ redirectAdapter })
  })

  test('options have known names and the right types', () => {
    expectTypeOf(verifyToken).toBeCallableWith(ctx, '', { issuer: ['https://clerk.example.com'] })
    expectTypeOf(verifyMachineToken).toBeCallableWith(ctx, '', {
      machineAudience: 'a',
      issuer: 'b',
    })
    // @ts-expect-error: the option is authorizedParties
    verifyToken(ctx, '', { authorisedParties: [] })
    // @ts-expect-error: the value must be a list
    verifyToken(ctx, '', { authorizedParties: 'https://example.com' })
    // @ts-expect-error: machine tokens have no azp
    verifyMachineToken(ctx, '', { authorizedParties: [] })
    expectTypeOf<'token-invalid-issuer'>().toExtend<TokenVerificationReason>()
  })

  test('an OAuth access token may have an audience and an actor', () => {
    expectTypeOf<OAuthTokenPayload['aud']>().toEqualTypeOf<string[] | undefined>()
    expectTypeOf<NonNullable<OAuthTokenPayload['act']>['sub']>().toEqualTypeOf<string>()
  })
})

describe('error: calls that must not compile', () => {
  test('ids and contexts in the wrong place', () => {
    // @ts-expect-error: the context comes first
    getUser('user_1', ctx)
    // @ts-expect-error: an id is a string
    getUser(ctx, 7)
    // @ts-expect-error: an id is needed
    getUser(ctx)
  })

  test('parameters that the API does not have', () => {
    // @ts-expect-error: metadata has separate endpoints since 2026-05-12
    updateUser(ctx, 'user_1', { public_metadata: {} })
    // @ts-expect-error: names are in snake_case, as in the API
    createUser(ctx, { firstName: 'Ada' })
    // @ts-expect-error: the value must be an array
    listUsers(ctx, { email_address: 'ada@example.com' })
    // @ts-expect-error: the value must be a number
    listUsers(ctx, { limit: '10' })
  })

  test('options that do not exist', () => {
    // @ts-expect-error: the option is timeout, in milliseconds
    getUser(ctx, 'user_1', { timeoutMs: 1 })
    // @ts-expect-error: this operation takes no idempotency key
    getUser(ctx, 'user_1', { idempotencyKey: 'x' })
  })

  test('metadata that is not an object', () => {
    // @ts-expect-error: the value must be an object
    mergeUserMetadata(ctx, 'user_1', { public_metadata: 'pro' })
  })

  test('paginating an operation that is not a list', () => {
    // @ts-expect-error: getUser resolves to one user
    paginate(getUser, ctx)
  })

  test('a path that was not made with the tag', () => {
    // @ts-expect-error: the path must be made with the tag `path`
    request(ctx, undefined, { method: 'GET', path: '/users' })
  })
})
