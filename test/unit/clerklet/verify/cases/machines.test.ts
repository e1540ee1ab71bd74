import { describe, expect, test } from 'vitest'
import {
  type AcceptsToken,
  authenticateRequest,
  type MachineTokenType,
  machineTokenType,
  verifyMachineToken,
} from '#clerklet/verify/index.ts'
import { accepts, onlyMachine } from '#clerklet/verify/options.ts'
import { isJwt } from '#clerklet/verify/token/kind.ts'
import { unsafeToken } from '#fixtures/tokens.ts'
import {
  CATEGORY,
  type Call,
  claims,
  fetched,
  instance,
  outcome,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from './support.ts'

const TOKENS: Record<MachineTokenType, string> = {
  api_key: 'ak_opaque',
  m2m_token: 'mt_opaque',
  oauth_token: 'oat_opaque',
}
const TYPES = Object.keys(TOKENS) as MachineTokenType[]
const KINDS: Record<string, MachineTokenType> = {
  'https://api.clerk.com/v1/api_keys/verify': 'api_key',
  'https://api.clerk.com/v1/m2m_tokens/verify': 'm2m_token',
  'https://api.clerk.com/v1/oauth_applications/access_tokens/verify': 'oauth_token',
}

const common = {
  scopes: ['read', 'write'],
  revoked: false,
  revocation_reason: null,
  expired: false,
  expiration: null,
  created_at: 1_700_000_000_000,
  updated_at: 1_700_000_001_000,
}
const ANSWERS = {
  api_key: {
    ...common,
    object: 'api_key',
    id: 'ak_1',
    type: 'api_key',
    name: 'my key',
    subject: 'user_1',
    claims: { a: 1 },
    created_by: null,
    last_used_at: null,
  },
  m2m_token: {
    ...common,
    object: 'machine_to_machine_token',
    id: 'mt_1',
    subject: 'mch_1',
    claims: null,
  },
  oauth_token: {
    ...common,
    object: 'clerk_idp_oauth_access_token',
    id: 'oat_1',
    client_id: 'client_1',
    subject: 'user_1',
  },
}

/** Makes a context whose API knows one token of each kind. */
function machine(over: object = {}, change: object = {}) {
  const ctx = prod(over)
  ctx.setup.answer = ({ url, body }: Call) => {
    const type = KINDS[url]
    const [presented] = Object.values(body as object)
    return type && presented === TOKENS[type]
      ? Response.json({ ...ANSWERS[type], ...change })
      : Response.json({ errors: [{ code: 'resource_not_found' }] }, { status: 404 })
  }
  return ctx
}

function failing(status: number, body: object = {}) {
  const ctx = prod()
  ctx.setup.answer = () => Response.json(body, { status })
  return ctx
}

const m2mClaims = (over: object = {}) => {
  const { sid: _, azp: __, ...rest } = claims()
  return { ...rest, sub: 'mch_1', jti: 'mt_9', scopes: 'mch_2 mch_3', ...over }
}
const oauthClaims = (over: object = {}) => ({
  ...m2mClaims(),
  sub: 'user_1',
  jti: 'oat_9',
  client_id: 'client_1',
  scope: 'read write',
  ...over,
})
const m2mJwt = (over: object = {}, header: Record<string, unknown> = { cat: CATEGORY.m2m }) =>
  instance.sign(m2mClaims(over), header)
const oauthJwt = (over: object = {}, header: Record<string, unknown> = {}) =>
  instance.sign(oauthClaims(over), { typ: 'at+jwt', ...header })
const carrying = (token: string) => fetched(undefined, { token })

describe('H kinds of token', () => {
  test.each([
    ['H01', 'mt_x', 'm2m_token'],
    ['H01', 'oat_x', 'oauth_token'],
    ['H01', 'ak_x', 'api_key'],
    ['H02', 'sk_x', undefined],
    ['H02', 'xmt_', undefined],
    ['H02', '', undefined],
    ['H03', unsafeToken({ typ: 'at+jwt' }, {}), 'oauth_token'],
    ['H03', unsafeToken({ typ: 'application/at+jwt' }, {}), 'oauth_token'],
    ['H04', unsafeToken({ typ: 'JWT' }, { sub: 'mch_1' }), 'm2m_token'],
    ['H04 both traits', unsafeToken({ typ: 'at+jwt' }, { sub: 'mch_1' }), 'm2m_token'],
    ['H05', unsafeToken({ typ: 'JWT' }, claims()), undefined],
    // The official SDK throws for a prefix with capital letters. In clerklet, the result is undefined.
    ['H06', 'MT_x', undefined],
    ['H06', 'Ak_x', undefined],
    ['H06', 'OAT_x', undefined],
    ['H08', 'not.a.jwt', undefined],
    ['H09 a user', unsafeToken({ typ: 'JWT' }, { sub: 'user_1' }), undefined],
    ['H09 garbage', 'a.b', undefined],
    ['H10 opaque tokens are no JWTs', 'mt_a.b.c', 'm2m_token'],
    ['X18', 'm2m_x', undefined],
    ['X18', 'eyJ', undefined],
  ])('%s %s', (_, token, type) => {
    expect(machineTokenType(token)).toBe(type)
  })

  test.each([
    ['a.b.c', true],
    ['a-_.b.c', true],
    ['a.b', false],
    ['a..c', false],
    ['a.b.c.d', false],
    ['a.b.c ', false],
    ['a+.b.c', false],
    ['', false],
  ])('H07 %j has the shape of a JWT: %s', (token, expected) => {
    expect(isJwt(token)).toBe(expected)
  })

  test('H11 a type is accepted by `any`, by a list and by itself', () => {
    expect(accepts('any', 'api_key')).toBe(true)
    expect(accepts(['api_key', 'm2m_token'], 'api_key')).toBe(true)
    expect(accepts(['m2m_token'], 'api_key')).toBe(false)
    expect(accepts('api_key', 'api_key')).toBe(true)
    expect(accepts('m2m_token', 'api_key')).toBe(false)
  })

  test('H12 three of the four types are types of machine tokens', () => {
    expect(TYPES.map(onlyMachine)).toEqual(TYPES)
    expect(onlyMachine('session_token')).toBeUndefined()
  })
})

describe('I verifyMachineToken', () => {
  test('I01 I21 a valid API key returns its id, name, subject, scopes and claims', async () => {
    const ctx = machine()
    expect(await verifyMachineToken(ctx, 'ak_opaque')).toEqual({
      type: 'api_key',
      payload: ANSWERS.api_key,
    })
    expect(ctx.calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.clerk.com/v1/api_keys/verify',
      body: { secret: 'ak_opaque' },
    })
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer sk_live_fixturefixture')
    expect(ctx.calls[0]?.headers.get('content-type')).toBe('application/json')
    // A redirect could lead to another host, which must not receive the secret key.
    expect(ctx.calls[0]?.redirect).toBe('manual')
  })

  test('I02 an M2M token is verified with the secret key of the instance', async () => {
    const ctx = machine()
    expect((await verifyMachineToken(ctx, 'mt_opaque')).payload).toEqual(ANSWERS.m2m_token)
    expect(ctx.calls[0]?.body).toEqual({ token: 'mt_opaque' })
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer sk_live_fixturefixture')
  })

  test('I03 Y10 an M2M token, with the key of the machine', async () => {
    const ctx = machine({ machineSecretKey: 'ak_machine' })
    await verifyMachineToken(ctx, 'mt_opaque')
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer ak_machine')
  })

  test('I04 a valid OAuth access token returns its resource', async () => {
    const ctx = machine({ machineSecretKey: 'ak_machine' })
    expect((await verifyMachineToken(ctx, 'oat_opaque')).payload).toEqual(ANSWERS.oauth_token)
    expect(ctx.calls[0]?.body).toEqual({ access_token: 'oat_opaque' })
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer sk_live_fixturefixture')
  })

  test.each([
    ['api_key', 'API key not found.'],
    ['m2m_token', 'M2M token not found.'],
    ['oauth_token', 'OAuth access token not found.'],
  ] as const)('I05 404 for %s', async (type, message) => {
    await expect(verifyMachineToken(failing(404), TOKENS[type])).rejects.toMatchObject({
      name: 'MachineTokenVerificationError',
      code: 'token-invalid',
      status: 404,
      message,
    })
  })

  test.each(TYPES.flatMap((type) => [500, 403, 429].map((status) => [type, status] as const)))(
    'I06 %s: a response %d is an unexpected error',
    async (type, status) => {
      await expect(verifyMachineToken(failing(status), TOKENS[type])).rejects.toMatchObject({
        code: 'unexpected-error',
        status,
      })
    },
  )

  test.each(TYPES.flatMap((type) => [400, 422].map((status) => [type, status] as const)))(
    'H-48 %s: a response %d means that the token is malformed',
    async (type, status) => {
      await expect(verifyMachineToken(failing(status), TOKENS[type])).rejects.toMatchObject({
        code: 'token-invalid',
        status,
      })
    },
  )

  test('a refused secret key is reported', async () => {
    const ctx = failing(401, { errors: [{ code: 'clerk_key_invalid', message: 'No such key.' }] })
    await expect(verifyMachineToken(ctx, 'ak_x')).rejects.toMatchObject({
      code: 'secret-key-invalid',
      fullMessage: 'No such key. (code=secret-key-invalid, status=401)',
    })
  })

  test('error: the message of the API about a malformed token is not repeated', async () => {
    const ctx = failing(422, { errors: [{ code: 'form_invalid', message: 'ak_x is no API key.' }] })
    const error = await verifyMachineToken(ctx, 'ak_x').catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'token-invalid', status: 422 })
    expect(error.fullMessage).not.toContain('ak_x')
  })

  test('a failed fetch is reported', async () => {
    const ctx = prod({ fetch: async () => Promise.reject(new TypeError('Bearer sk_live_x')) })
    const error = await verifyMachineToken(ctx, 'ak_x').catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'unexpected-error', status: undefined })
    expect(error.fullMessage).not.toMatch(/sk_live|ak_x/)
    expect(error.fullMessage).toContain('status=n/a')
  })

  test.each([{ revoked: true }, { expired: true }, { active: false }, { subject: null }])(
    'H-4 a response 200 with %j',
    async (change) => {
      for (const type of TYPES) {
        await expect(verifyMachineToken(machine({}, change), TOKENS[type])).rejects.toMatchObject({
          code: 'token-invalid',
          status: 200,
        })
      }
    },
  )

  test('I07 an OAuth JWT returns its id, client, subject and scopes, with times in milliseconds', async () => {
    const ctx = prod()
    expect(await verifyMachineToken(ctx, await oauthJwt())).toEqual({
      type: 'oauth_token',
      payload: {
        object: 'clerk_idp_oauth_access_token',
        id: 'oat_9',
        client_id: 'client_1',
        subject: 'user_1',
        scopes: ['read', 'write'],
        revoked: false,
        revocation_reason: null,
        expired: false,
        expiration: (SECONDS + 50) * 1000,
        created_at: (SECONDS - 10) * 1000,
        updated_at: (SECONDS - 10) * 1000,
      },
    })
    expect(ctx.calls).toEqual([])
    const { payload } = await verifyMachineToken(
      ctx,
      await oauthJwt({ scp: ['a'], jti: undefined }),
    )
    expect(payload).toMatchObject({ id: '', scopes: ['a'] })
  })

  test('I08 F45 an OAuth payload with the typ JWT is no machine token', async () => {
    await expect(
      verifyMachineToken(prod(), await oauthJwt({}, { typ: 'JWT' })),
    ).rejects.toMatchObject({ code: 'token-verification-failed' })
  })

  test('I09 F43 the `typ` `application/at+jwt` is accepted', async () => {
    const token = await oauthJwt({}, { typ: 'application/at+jwt' })
    expect((await verifyMachineToken(prod(), token)).type).toBe('oauth_token')
  })

  test.each(['invalid.jwt.token', 'x', ''])(
    'I10 %j is refused with an error of its own class',
    async (token) => {
      await expect(verifyMachineToken(prod(), token)).rejects.toMatchObject({
        code: 'token-invalid',
      })
    },
  )

  test('I11 a machine JWT with the algorithm `none` is refused', async () => {
    for (const token of [await oauthJwt({}, { alg: 'none' }), await m2mJwt({}, { alg: 'none' })]) {
      await expect(verifyMachineToken(prod(), token)).rejects.toMatchObject({
        code: 'token-verification-failed',
        message: expect.stringContaining('alg'),
      })
    }
  })

  test('I12 an expired machine JWT is refused as expired', async () => {
    for (const token of [
      await oauthJwt({ exp: SECONDS - 60 }),
      await m2mJwt({ exp: SECONDS - 60 }),
    ]) {
      await expect(verifyMachineToken(prod(), token)).rejects.toMatchObject({
        code: 'token-verification-failed',
        message: expect.stringContaining('expired'),
      })
    }
  })

  test.each([undefined, null, 7, {}])('I13 at+jwt with the subject %j', async (sub) => {
    const token = await oauthJwt({ sub })
    expect(machineTokenType(token)).toBe('oauth_token')
    await expect(verifyMachineToken(prod(), token)).rejects.toMatchObject({
      code: 'token-verification-failed',
    })
  })

  test('I14 a valid M2M JWT returns its id, subject and scopes', async () => {
    const ctx = prod()
    expect(await verifyMachineToken(ctx, await m2mJwt())).toMatchObject({
      type: 'm2m_token',
      payload: { id: 'mt_9', subject: 'mch_1', scopes: ['mch_2', 'mch_3'] },
    })
    expect(ctx.calls).toEqual([])
  })

  test.each([undefined, CATEGORY.optedOut])(
    'I15 H-8 an M2M JWT with the category %s',
    async (cat) => {
      expect((await verifyMachineToken(prod(), await m2mJwt({}, { cat }))).type).toBe('m2m_token')
    },
  )

  test.each([CATEGORY.session, CATEGORY.template, 'cl_unknown'])(
    'I16 an M2M JWT with the category %s',
    async (cat) => {
      const ctx = prod({ jwtKey: undefined, secretKey: 'sk_live_i16' })
      await expect(verifyMachineToken(ctx, await m2mJwt({}, { cat }))).rejects.toMatchObject({
        code: 'token-invalid',
      })
      expect(ctx.calls).toEqual([])
    },
  )

  test('I17 the claims of an M2M JWT are those that have no meaning of their own', async () => {
    const { payload } = await verifyMachineToken(
      prod(),
      await m2mJwt({ extra: { a: 1 }, aud: ['x'] }),
    )
    expect(payload).toMatchObject({
      scopes: ['mch_2', 'mch_3'],
      claims: { extra: { a: 1 }, aud: ['x'], scopes: 'mch_2 mch_3' },
    })
    const bare = await verifyMachineToken(prod(), await m2mJwt({ scopes: undefined }))
    expect(bare.payload).toMatchObject({ scopes: [], claims: null })
    const byAudience = await verifyMachineToken(
      prod(),
      await m2mJwt({ scopes: undefined, aud: ['mch_5'] }),
    )
    expect(byAudience.payload.scopes).toEqual(['mch_5'])
  })

  test('I18 an M2M JWT with an empty JWKS is refused', async () => {
    const ctx = prod({ jwtKey: undefined, secretKey: 'sk_live_i18' })
    ctx.setup.answer = () => Response.json({ keys: [] })
    await expect(verifyMachineToken(ctx, await m2mJwt())).rejects.toMatchObject({
      code: 'jwk-remote-failed-to-load',
    })
  })

  test('I19 an M2M JWT without any key to verify it is refused', async () => {
    const jwts = [await m2mJwt(), await oauthJwt()]
    const none = { jwtKey: undefined, secretKey: undefined }
    const rows: [object, string[], string][] = [
      [none, ['mt_x'], 'ctx.machineSecretKey or ctx.secretKey is missing'],
      [{ ...none, secretKey: '' }, ['mt_x'], 'ctx.machineSecretKey or ctx.secretKey is missing'],
      [none, ['ak_x', 'oat_x'], 'ctx.secretKey is missing'],
      [none, jwts, 'ctx.jwtKey or ctx.secretKey is missing'],
      [{ secretKey: undefined }, ['mt_x'], 'ctx.machineSecretKey or ctx.secretKey is missing'],
      [{ secretKey: undefined }, ['ak_x', 'oat_x'], 'ctx.secretKey is missing'],
      [{ ...none, machineSecretKey: 'ak_m' }, ['ak_x', 'oat_x'], 'ctx.secretKey is missing'],
      [{ ...none, machineSecretKey: 'ak_m' }, jwts, 'ctx.jwtKey or ctx.secretKey is missing'],
      [
        { ...none, secretKey: 'pk_live_x' },
        ['mt_x', 'ak_x', ...jwts],
        'ctx.secretKey is a publishable key',
      ],
    ]
    for (const [over, tokens, message] of rows) {
      for (const token of tokens) {
        const ctx = prod(over)
        const error = await verifyMachineToken(ctx, token).catch((thrown) => thrown)
        expect(`${error.name}: ${error.message}`).toContain(`ClerkConfigError: ${message}`)
        expect(ctx.calls).toEqual([])
      }
    }
  })

  test('jwtKey alone verifies JWTs, and machineSecretKey alone opaque M2M tokens', async () => {
    const jwtKey = prod({ secretKey: undefined })
    expect((await verifyMachineToken(jwtKey, await m2mJwt())).type).toBe('m2m_token')
    expect((await verifyMachineToken(jwtKey, await oauthJwt())).type).toBe('oauth_token')
    const keys = { jwtKey: undefined, secretKey: undefined, machineSecretKey: 'ak_machine' }
    expect((await verifyMachineToken(machine(keys), 'mt_opaque')).type).toBe('m2m_token')
  })

  test.each([undefined, null, 42, {}])('I10 %j is no machine token', async (token) => {
    await expect(verifyMachineToken(prod(), token as string)).rejects.toMatchObject({
      name: 'MachineTokenVerificationError',
      code: 'token-invalid',
    })
    expect(machineTokenType(token as string)).toBeUndefined()
  })

  test('I20 I22 the API refuses the key', async () => {
    const ctx = failing(401, { errors: [{ code: 'machine_secret_key_invalid', message: 'Bad.' }] })
    await expect(verifyMachineToken(ctx, 'mt_x')).rejects.toMatchObject({
      status: 401,
      code: 'secret-key-invalid',
      message: 'Bad.',
    })
  })

  test('H-3 authorizedParties do not apply to machine tokens', async () => {
    const ctx = prod({ authorizedParties: ['https://example.com'] })
    expect((await verifyMachineToken(ctx, await m2mJwt())).type).toBe('m2m_token')
  })

  test('H-3 machineAudience replaces audience', async () => {
    const token = await m2mJwt({ aud: 'mch_2' })
    const refused = { code: 'token-verification-failed' }
    await expect(verifyMachineToken(prod({ audience: 'web' }), token)).rejects.toMatchObject(
      refused,
    )
    for (const machineAudience of ['mch_2', []]) {
      const ctx = prod({ audience: 'web', machineAudience })
      expect((await verifyMachineToken(ctx, token)).type).toBe('m2m_token')
    }
  })

  test('an OAuth JWT without aud is refused where an audience is expected', async () => {
    const refused = { code: 'token-verification-failed' }
    const ctx = prod({ audience: 'https://api.example.com' })
    for (const aud of [undefined, '', []]) {
      await expect(verifyMachineToken(ctx, await oauthJwt({ aud }))).rejects.toMatchObject(refused)
    }
    const token = await oauthJwt({ aud: ['x', 'https://api.example.com'] })
    expect((await verifyMachineToken(ctx, token)).type).toBe('oauth_token')
    expect((await verifyMachineToken(prod({ audience: [] }), await oauthJwt())).type).toBe(
      'oauth_token',
    )
  })

  test('a wrong signature', async () => {
    await expect(
      verifyMachineToken(prod(), await stranger.sign(m2mClaims())),
    ).rejects.toMatchObject({ code: 'token-verification-failed' })
  })
})

describe('I routes', () => {
  const status = async (acceptsToken: AcceptsToken, request: Request, ctx = machine()) => {
    const state = await authenticateRequest(ctx, request, { acceptsToken })
    return state.isAuthenticated ? 200 : 401
  }

  test('I23 a route for API keys refuses a missing and a wrong key, and accepts a right one', async () => {
    expect(await status('api_key', fetched())).toBe(401)
    expect(await status('api_key', carrying('ak_wrong'))).toBe(401)
    const state = await authenticateRequest(machine(), carrying('ak_opaque'), {
      acceptsToken: 'api_key',
    })
    expect(state.toAuth()).toMatchObject({ userId: 'user_1' })
  })

  test('I24 a route for API keys refuses M2M and OAuth tokens', async () => {
    for (const token of ['mt_opaque', 'oat_opaque']) {
      expect(await status('api_key', carrying(token))).toBe(401)
    }
  })

  test('I25 a route reads with an API key, and writes with a session or an API key', async () => {
    const cookies = await signedInCookies()
    expect(await status('api_key', fetched(undefined, { cookies }))).toBe(401)
    const both = ['session_token', 'api_key'] as const
    expect(await status(both, fetched(undefined, { cookies, method: 'POST' }))).toBe(200)
    expect(await status(both, fetched(undefined, { token: 'ak_opaque', method: 'POST' }))).toBe(200)
  })

  test('I26 a route for M2M tokens refuses a missing and an unknown token', async () => {
    expect(await status('m2m_token', fetched())).toBe(401)
    expect(await status('m2m_token', carrying('mt_xxx'))).toBe(401)
  })

  test('I27 a route for M2M tokens accepts an opaque token and a JWT', async () => {
    for (const token of ['mt_opaque', await m2mJwt()]) {
      const state = await authenticateRequest(machine(), carrying(token), {
        acceptsToken: 'm2m_token',
      })
      expect(state.toAuth()).toMatchObject({ isAuthenticated: true, subject: 'mch_1' })
    }
  })

  test('I28 a route for M2M tokens refuses API keys and OAuth tokens', async () => {
    for (const token of ['ak_opaque', 'oat_opaque']) {
      expect(await status('m2m_token', carrying(token))).toBe(401)
    }
  })

  test('I29 a route for OAuth tokens accepts a right one and refuses the others', async () => {
    expect(await status('oauth_token', carrying('oat_opaque'))).toBe(200)
    expect(await status('oauth_token', carrying(await oauthJwt()))).toBe(200)
    expect(await status('oauth_token', fetched())).toBe(401)
    expect(await status('oauth_token', carrying('oat_wrong'))).toBe(401)
    expect(await status('oauth_token', carrying('ak_opaque'))).toBe(401)
  })
})

describe('J acceptsToken', () => {
  const run = (acceptsToken: AcceptsToken | undefined, request: Request, ctx = machine()) =>
    authenticateRequest(ctx, request, { acceptsToken })
  const mismatch = (tokenType: string | null) => ({
    status: 'signed-out',
    reason: 'token-type-mismatch',
    message: '',
    tokenType,
  })

  test.each(TYPES)('J01 J05 a valid %s is signed in', async (type) => {
    for (const acceptsToken of [type, 'any'] as const) {
      expect(await run(acceptsToken, carrying(TOKENS[type]))).toMatchObject({
        status: 'signed-in',
        tokenType: type,
        token: TOKENS[type],
        payload: ANSWERS[type],
      })
    }
  })

  test.each(TYPES)('J02 %s: a token that the API does not know is signed out', async (type) => {
    const state = await run(type, carrying(TOKENS[type]), failing(404) as never)
    expect(state).toMatchObject({
      status: 'signed-out',
      reason: 'token-invalid',
      tokenType: type,
      message: expect.stringMatching(/code=token-invalid, status=404/),
    })
  })

  test('J03 X17 an M2M token is verified with the key of the machine', async () => {
    const ctx = machine({ machineSecretKey: 'ak_machine', secretKey: undefined })
    expect(await outcome(ctx, carrying('mt_opaque'), { acceptsToken: 'm2m_token' })).toBe('SI')
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer ak_machine')
  })

  test('J04 an M2M token without any secret key is a mistake of configuration', async () => {
    const ctx = machine({ secretKey: undefined })
    for (const request of [carrying('mt_opaque'), carrying(await m2mJwt()), fetched()]) {
      await expect(run('m2m_token', request, ctx)).rejects.toThrow(
        'ctx.machineSecretKey or ctx.secretKey is missing',
      )
      for (const acceptsToken of ['api_key', 'oauth_token', 'any', ['m2m_token']] as const) {
        await expect(run(acceptsToken, request, ctx)).rejects.toThrow('ctx.secretKey is missing')
      }
    }
    expect(ctx.calls).toEqual([])
  })

  test('an M2M JWT, where the key of the machine is the only one, cannot be verified', async () => {
    const keys = { machineSecretKey: 'ak_machine', secretKey: undefined, jwtKey: undefined }
    // This request does not throw, because the configuration is sufficient for opaque tokens and anyone may send a JWT.
    const ctx = machine(keys)
    expect(await run('m2m_token', carrying(await m2mJwt()), ctx)).toMatchObject({
      status: 'signed-out',
      reason: 'jwk-failed-to-resolve',
      message: expect.stringContaining('Set ctx.jwtKey or ctx.secretKey.'),
    })
    expect(ctx.calls).toEqual([])
  })

  test('only m2m_token and api_key need no publishable key', async () => {
    const ctx = machine({ publishableKey: undefined })
    expect((await run('m2m_token', carrying('mt_opaque'), ctx)).status).toBe('signed-in')
    expect((await run('api_key', carrying('ak_opaque'), ctx)).status).toBe('signed-in')
    await expect(run('oauth_token', carrying('oat_opaque'), ctx)).rejects.toThrow('publishableKey')
  })

  test('J06 `any` accepts a session token', async () => {
    expect(await run('any', carrying(await instance.sign()))).toMatchObject({
      status: 'signed-in',
      tokenType: 'session_token',
    })
  })

  test.each([
    ['J07', 'oauth_token', 'ak_opaque'],
    ['J08', 'm2m_token', 'oat_opaque'],
    ['J09', 'api_key', 'mt_opaque'],
  ] as const)('%s %s expected, %s given', async (_, expected, token) => {
    const ctx = machine()
    expect(await run(expected, carrying(token), ctx)).toMatchObject(mismatch(expected))
    expect(ctx.calls).toEqual([])
  })

  test('J10 a session token where an M2M token is accepted is a mismatch', async () => {
    expect(await run('m2m_token', carrying(await instance.sign()))).toMatchObject(
      mismatch('m2m_token'),
    )
  })

  test('J11 X15 a session expected, a machine JWT given', async () => {
    for (const token of [await oauthJwt(), await m2mJwt()]) {
      expect(await run('session_token', carrying(token))).toMatchObject(mismatch('session_token'))
    }
    expect(await run('session_token', carrying('ak_opaque'))).toMatchObject({
      reason: 'token-invalid',
      tokenType: 'session_token',
    })
  })

  test('J12 a list accepts each of its types', async () => {
    expect(await run(['oauth_token', 'api_key'], carrying('ak_opaque'))).toMatchObject({
      status: 'signed-in',
      tokenType: 'api_key',
    })
  })

  test('J13 J15 a session or a machine, in the header', async () => {
    const list = ['session_token', 'm2m_token'] as const
    expect(await run(list, carrying(await instance.sign()))).toMatchObject({
      tokenType: 'session_token',
      status: 'signed-in',
    })
    expect(await run(list, carrying('mt_opaque'))).toMatchObject({
      tokenType: 'm2m_token',
      status: 'signed-in',
    })
  })

  test('sessions and M2M tokens need jwtKey and machineSecretKey, and no secret key', async () => {
    const list = ['session_token', 'm2m_token'] as const
    const keys = { secretKey: undefined, machineSecretKey: 'ak_machine' }
    for (const token of [await instance.sign(), await m2mJwt(), 'mt_opaque']) {
      expect((await run(list, carrying(token), machine(keys))).status).toBe('signed-in')
    }
  })

  test('J14 a list with sessions and machines reads the session cookie', async () => {
    const cookies = await signedInCookies()
    expect(
      await run(['session_token', 'm2m_token'], fetched(undefined, { cookies })),
    ).toMatchObject({ status: 'signed-in', tokenType: 'session_token' })
    expect(await run(['session_token', 'm2m_token'], page())).toMatchObject({
      reason: 'session-token-and-uat-missing',
    })
  })

  test('J16 a machine token outside the list is a mismatch without a type', async () => {
    const ctx = machine()
    const state = await run(['oauth_token', 'm2m_token'], carrying('ak_opaque'), ctx)
    expect(state).toMatchObject(mismatch(null))
    expect(state.toAuth()).toEqual({ tokenType: null, isAuthenticated: false })
    expect(ctx.calls).toEqual([])
  })

  test('J17 a session in the header is a mismatch where only machines are accepted', async () => {
    const request = carrying(await instance.sign())
    expect(await run(['oauth_token', 'm2m_token'], request)).toMatchObject(mismatch(null))
    expect(await run([], request)).toMatchObject(mismatch(null))
  })

  test('J18 cookies alone are a mismatch where only machines are accepted', async () => {
    const cookies = await signedInCookies()
    expect(await run(['oauth_token', 'm2m_token'], fetched(undefined, { cookies }))).toMatchObject(
      mismatch(null),
    )
  })

  test('J19 a machine token in the session cookie does not count', async () => {
    const cookies = { __session: 'mt_opaque', __client_uat: 5 }
    expect(await run('m2m_token', fetched(undefined, { cookies }))).toMatchObject({
      status: 'signed-out',
      reason: 'No token in header',
      tokenType: 'm2m_token',
    })
  })

  test('J20 without the option, sessions are accepted', async () => {
    expect(await run(undefined, fetched())).toMatchObject({ tokenType: 'session_token' })
  })

  test.each(['any', ['session_token', 'api_key']] as const)(
    'H-1 a token of a template, accepting %j',
    async (acceptsToken) => {
      const token = await instance.sign(claims(), { cat: CATEGORY.template })
      expect(await run(acceptsToken, carrying(token))).toMatchObject({
        status: 'signed-out',
        reason: 'token-type-mismatch',
      })
    },
  )
})
