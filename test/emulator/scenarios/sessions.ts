import {
  createSession,
  createSessionToken,
  createSessionTokenFromTemplate,
  createUser,
  getSession,
  listSessions,
  path,
  refreshSession,
  request,
  revokeSession,
  verifySession,
} from 'clerklet'
import { verifyToken } from 'clerklet/verify'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect } from 'vitest'
import { eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const USER = 'user_ada'
const ADA = { id: USER, username: 'ada' }
const ORIGIN = 'https://app.example.com'

export const scenarios: Scenarios = {
  'a session is created, read, listed and revoked': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [ADA] })
    const session = await createSession(ctx, { user_id: USER })
    expect(await getSession(ctx, session.id)).toEqual(session)
    emulator.clock.advance('1s')
    const newer = await createSession(ctx, { user_id: USER })
    const ids = async (params: object) =>
      (await listSessions(ctx, params as { user_id: string })).data.map(({ id }) => id)
    expect(await ids({ user_id: USER })).toEqual([newer.id, session.id])
    expect(await ids({ client_id: session.client_id })).toEqual([session.id])
    expect(await revokeSession(ctx, session.id)).toMatchObject({ status: 'revoked' })
    expect(await ids({ user_id: USER, status: 'active' })).toEqual([newer.id])
    expect(await ids({ user_id: USER, status: 'revoked' })).toEqual([session.id])
    expect(eventsOf(emulator, 'session')).toEqual([
      'session.created',
      'session.created',
      'session.revoked',
    ])
    await revokeSession(ctx, session.id)
    expect(eventsOf(emulator, 'session')).toHaveLength(3)
    await refused(createSession(ctx, { user_id: 'user_no' }), 404, 'resource_not_found')
    for (const call of [getSession, revokeSession]) {
      await refused(call(ctx, 'sess_no'), 404, 'resource_not_found')
    }
    await refused(
      listSessions(ctx, { user_id: USER, status: 'odd' }),
      422,
      'form_param_value_invalid',
    )
  },

  'a production instance refuses to create sessions': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [ADA], settings: { environment_type: 'production' } })
    await refused(createSession(ctx, { user_id: USER }), 400, 'bad_request')
    expect(await listSessions(ctx, { user_id: USER })).toMatchObject({ total_count: 0 })
  },

  'the active organization must be one of the user': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [ADA] })
    await refused(
      createSession(ctx, { user_id: USER, active_organization_id: 'org_no' }),
      404,
      'organization_not_found_or_unauthorized',
    )
  },

  'a session expires by the clock': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [ADA] })
    const { id } = await createSession(ctx, { user_id: USER })
    emulator.clock.advance('7d')
    expect(await getSession(ctx, id)).toMatchObject({ status: 'expired' })
    expect(await revokeSession(ctx, id)).toMatchObject({ status: 'expired' })
    await refused(createSessionToken(ctx, id), 404, 'resource_not_found')
  },

  'a session is abandoned 30 days after its last use': async ({ ctx, emulator }) => {
    const expires_in_seconds = 60 * 86_400
    emulator.seed({
      users: [ADA],
      sessions: [{ id: 'sess_long', user_id: USER, expires_in_seconds }],
    })
    emulator.clock.advance('29d')
    expect(await getSession(ctx, 'sess_long')).toMatchObject({ status: 'active' })
    emulator.clock.advance('1d')
    expect(await getSession(ctx, 'sess_long')).toMatchObject({ status: 'abandoned' })
  },

  'a seed can create a session in any state': async ({ ctx, emulator, refused }) => {
    emulator.seed({
      users: [ADA],
      sessions: [
        { id: 'sess_task', user_id: USER, tasks: ['choose-organization'] },
        { id: 'sess_gone', user_id: USER, status: 'abandoned' },
        { id: 'sess_act', user_id: USER, actor: { sub: 'user_b' }, expires_in_seconds: 60 },
      ],
    })
    expect(await getSession(ctx, 'sess_task')).toMatchObject({
      status: 'pending',
      tasks: [{ key: 'choose-organization' }],
    })
    const { jwt } = await createSessionToken(ctx, 'sess_task')
    expect(decodeJwt(jwt)).toMatchObject({ sts: 'pending' })
    await refused(createSessionToken(ctx, 'sess_gone'), 404, 'resource_not_found')
    const acting = await createSessionToken(ctx, 'sess_act')
    expect(decodeJwt(acting.jwt)).toMatchObject({ act: { sub: 'user_b' }, sts: 'active' })
    emulator.clock.advance('60s')
    expect(await getSession(ctx, 'sess_act')).toMatchObject({ status: 'expired' })
    expect(eventsOf(emulator, 'session')).toEqual([])
  },

  'a session token is valid for a minute, or for the requested time': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [ADA] })
    const { id } = await createSession(ctx, { user_id: USER })
    const { jwt } = await createSessionToken(ctx, id)
    const claims = await verifyToken(emulator.ctx, jwt)
    expect(claims).toMatchObject({ sub: USER, sid: id, v: 2 })
    const { exp = 0, iat = 0 } = decodeJwt(
      (await createSessionToken(ctx, id, { expires_in_seconds: 90 })).jwt,
    )
    expect(exp - iat).toBe(90)
    await refused(
      createSessionToken(ctx, id, { expires_in_seconds: 29 }),
      422,
      'form_param_value_invalid',
    )
  },

  'a token of a template contains the claims of the template': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        {
          ...ADA,
          first_name: 'Ada',
          email_address: ['ada@example.com'],
          public_metadata: { plan: 'pro', tags: ['a', 'b'], deep: { er: 1 } },
          private_metadata: { secret: true },
          created_at: '2026-01-01T00:00:00Z',
        },
      ],
      jwtTemplates: [
        {
          name: 'other',
          lifetime: 300,
          allowed_clock_skew: 30,
          claims: {
            aud: 'https://other.example.com',
            list: [1, '{{user.id}}'],
            nested: { name: '{{user.first_name}}' },
            whole: '{{ user.public_metadata }}',
            tags: '{{user.public_metadata.tags}}',
            deep: '{{user.public_metadata.deep.er}}',
            email: '{{user.primary_email_address}}',
            verified: '{{user.email_verified}}',
            phone: '{{user.primary_phone_number}}',
            phoneVerified: '{{user.phone_number_verified}}',
            since: '{{user.created_at}}',
            text: '{{user.last_name}}, {{user.first_name}}',
            fallback: "{{user.last_name || user.public_metadata.none || 'nobody'}}",
            bars: "{{user.last_name || 'a || b'}}",
            number: '{{user.public_metadata.age || 30}}',
            last: '{{user.last_name || false}}',
            org: '{{org.id}}',
            unknown: '{{user.i_dont_exist}}',
            hidden: '{{user.private_metadata.secret}}',
            proto: '{{user.constructor}}',
          },
        },
      ],
    })
    const { id } = await createSession(ctx, { user_id: USER })
    const { jwt } = await createSessionTokenFromTemplate(ctx, id, 'other')
    const now = Math.floor(emulator.clock.now() / 1000)
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: 'RS256',
      cat: 'cl_B7d4PD222AAA',
      kid: emulator.instance.id,
      typ: 'JWT',
    })
    expect(decodeJwt(jwt)).toEqual({
      aud: 'https://other.example.com',
      list: [1, USER],
      nested: { name: 'Ada' },
      whole: { plan: 'pro', tags: ['a', 'b'], deep: { er: 1 } },
      tags: ['a', 'b'],
      deep: 1,
      email: 'ada@example.com',
      verified: true,
      phone: null,
      phoneVerified: false,
      since: Date.UTC(2026, 0) / 1000,
      text: 'null, Ada',
      fallback: 'nobody',
      bars: 'a || b',
      number: 30,
      last: false,
      org: null,
      unknown: null,
      hidden: null,
      proto: null,
      exp: now + 300,
      iat: now,
      nbf: now - 30,
      iss: `https://${emulator.instance.frontendApi}`,
      jti: expect.any(String),
      sub: USER,
    })
    await refused(createSessionTokenFromTemplate(ctx, id, 'none'), 404, 'resource_not_found')
  },

  'an expired token is refreshed once': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [ADA] })
    const { session, cookies } = await emulator.signIn(USER, { azp: ORIGIN })
    const name = Object.keys(cookies).find((one) => one.startsWith('__refresh')) ?? ''
    const params = {
      expired_token: cookies.__session ?? '',
      refresh_token: cookies[name] ?? '',
      request_origin: ORIGIN,
    }
    emulator.clock.advance('61s')
    const answer = await refreshSession(ctx, session.id, params)
    if (answer.object !== 'token') expect.fail('a token is the default')
    await verifyToken(emulator.ctx, answer.jwt, { authorizedParties: [ORIGIN] })
    await refused(
      refreshSession(ctx, session.id, params),
      401,
      'session_refresh_expired_session_token_consumed',
    )
    const inCookies = await refreshSession(ctx, session.id, {
      ...params,
      expired_token: answer.jwt,
      format: 'cookie',
    })
    if (inCookies.object !== 'cookies') expect.fail('cookies were asked for')
    expect(inCookies.cookies.join('\n')).toMatch(/^__session=.*Path=\/.*Secure$/m)
  },

  'a refresh with an invalid token, origin or session is refused': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [ADA],
      jwtTemplates: [{ name: 'other', claims: {} }],
      sessions: [{ id: 'sess_other', user_id: USER }],
    })
    const { session, cookies } = await emulator.signIn(USER, { azp: ORIGIN })
    const name = Object.keys(cookies).find((one) => one.startsWith('__refresh')) ?? ''
    const params = {
      expired_token: cookies.__session ?? '',
      refresh_token: cookies[name] ?? '',
      request_origin: ORIGIN,
    }
    const template = await createSessionTokenFromTemplate(ctx, session.id, 'other')
    const noAzp = await createSessionToken(ctx, session.id)
    const noSid = await emulator.mintToken({ azp: ORIGIN })
    for (const [change, code] of [
      [{ expired_token: 'x' }, 'expired_session_token_invalid'],
      [{ expired_token: template.jwt }, 'session_refresh_session_token_ineligible'],
      [{ expired_token: noAzp.jwt }, 'expired_session_token_missing_azp'],
      [{ expired_token: noSid }, 'expired_session_token_missing_sid'],
      [{ refresh_token: 'x' }, 'refresh_token_not_found'],
      [{ request_origin: 'x' }, 'refresh_request_origin_invalid'],
      [{ request_origin: 'https://evil.example' }, 'refresh_request_origin_azp_mismatch'],
    ] as const) {
      await refused(refreshSession(ctx, session.id, { ...params, ...change }), 401, code)
    }
    await refused(refreshSession(ctx, 'sess_other', params), 401, 'refresh_sid_mismatch')
    await revokeSession(ctx, session.id)
    await refused(refreshSession(ctx, session.id, params), 401, 'session_refresh_inactive_session')
  },

  'version 2024-10-01 verifies a token, and later versions refuse to': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [ADA] })
    const session = await createSession(ctx, { user_id: USER })
    const { jwt: token } = await createSessionToken(ctx, session.id)
    expect(await verifySession(ctx, session.id, { token })).toMatchObject({ id: session.id })
    await refused(verifySession(ctx, session.id, { token: 'x' }), 400, 'invalid_session_token')
    const { id } = await createUser(ctx, { username: 'bobby' })
    const other = await createSession(ctx, { user_id: id })
    await refused(verifySession(ctx, other.id, { token }), 404, 'resource_not_found')
    await refused(
      request(ctx, undefined, {
        method: 'POST',
        path: path`/sessions/${session.id}/verify`,
        body: { token },
        apiVersion: '2025-04-10',
      }),
      410,
      'operation_deprecated',
    )
    emulator.clock.advance('61s')
    await refused(verifySession(ctx, session.id, { token }), 400, 'invalid_session_token')
  },
}
