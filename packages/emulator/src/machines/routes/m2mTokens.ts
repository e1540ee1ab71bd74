import type { CreateM2mTokenParams } from 'clerklet'
import { Hono } from 'hono'
import { type Authenticated, requireKey } from '../../core/auth.ts'
import { entry, notFound, Refusal } from '../../core/errors.ts'
import { inOrder, queryOf } from '../../core/lists.ts'
import { pageOf } from '../../core/pagination.ts'
import { checkRange, flag, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { badRequest, checkId, checkLifetime, refuseWith400 } from '../badRequest.ts'
import {
  findM2mToken,
  issueM2mToken,
  readM2mToken,
  revokeM2mToken,
  sendM2mToken,
} from '../m2mTokens.ts'
import { machineOf, sendMachine } from '../machines.ts'

const MACHINE_ID = /^mch_\w{27}$/
const TOKEN_ID = /^mt_[0-9A-Fa-f]{32}$/

/** The routes of `/m2m_tokens`. Each route checks the kind of the key. */
export function m2mTokens(state: State): Hono<Authenticated> {
  const app = new Hono<Authenticated>()
  app.onError(refuseWith400)

  app.post('/', requireKey(state, 'machine'), async (c) => {
    const body = await readBody<CreateM2mTokenParams>(c, {
      token_format: 'string',
      seconds_until_expiration: 'any',
      claims: 'object?',
      min_remaining_ttl_seconds: 'number',
    })
    const format = oneOf('token_format', body.token_format, ['opaque', 'jwt']) ?? 'opaque'
    checkLifetime(body.seconds_until_expiration)
    // `requireKey` has checked that the key belongs to a machine.
    const machine = sendMachine(state, machineOf(state, c.get('machineId') ?? ''))
    const expiresIn = body.seconds_until_expiration ?? machine.default_token_ttl ?? 3600
    const claims = body.claims ?? null
    const scopes = machine.scoped_machines.map(({ id }) => id)
    const remaining = body.min_remaining_ttl_seconds
    checkRange('min_remaining_ttl_seconds', remaining, 0, Number.MAX_SAFE_INTEGER)
    if (remaining !== undefined && remaining >= expiresIn) {
      throw badRequest('min_remaining_ttl_seconds must be less than the lifetime of the token.')
    }
    const present =
      remaining === undefined || format === 'jwt'
        ? undefined
        : findM2mToken(state, machine, claims, scopes, remaining * 1000)
    const { m2mToken, token } = present
      ? { m2mToken: present, token: state.secrets.get(present.id) }
      : await issueM2mToken(state, machine, { format, expiresIn, scopes, claims })
    return c.json({ ...sendM2mToken(state, m2mToken), token }, 201)
  })

  app.get('/', requireKey(state, 'machine', 'secret'), (c) => {
    const query = queryOf(c)
    const subject = query.get('subject') ?? ''
    checkId('subject', subject, MACHINE_ID, Boolean(state.machines.get(subject)))
    if ((c.get('machineId') ?? subject) !== subject) {
      throw new Refusal(
        403,
        entry('authorization_invalid', 'Unauthorized', 'A machine can list its own tokens only.'),
      )
    }
    const { id } = machineOf(state, subject)
    const [revoked, expired] = [flag(query, 'revoked'), flag(query, 'expired')]
    const found = inOrder(new URLSearchParams(), state.m2mTokens.where('subject', id), {
      created_at: (token) => token.created_at,
    })
      .map((token) => sendM2mToken(state, token))
      .filter((token) => (revoked || !token.revoked) && (expired || !token.expired))
    const { limit, offset } = pageOf(query, 100)
    return c.json({
      m2m_tokens: found.slice(offset, offset + limit),
      total_count: found.length,
    })
  })

  app.post('/verify', requireKey(state, 'machine', 'secret'), async (c) => {
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    const token = await readM2mToken(state, body.token)
    const machineId = c.get('machineId')
    if (!token || (machineId && !token.scopes?.includes(machineId))) {
      throw notFound(
        machineId
          ? 'No token was found that is for the machine whose key was sent.'
          : 'No token was found.',
      )
    }
    return c.json(sendM2mToken(state, token))
  })

  app.post('/:id/revoke', requireKey(state, 'machine', 'secret'), async (c) => {
    const id = c.req.param('id')
    const body = await readBody<{ revocation_reason?: string | null }>(c, {
      revocation_reason: 'string?',
    })
    const token = state.m2mTokens.get(id)
    checkId('m2m_token_id', id, TOKEN_ID, Boolean(token))
    const machineId = c.get('machineId')
    if (!token || (machineId && token.subject !== machineId)) {
      throw notFound(`No token was found with id ${id}`)
    }
    revokeM2mToken(state, token, body.revocation_reason ?? null)
    return c.json(sendM2mToken(state, token))
  })
  return app
}
