import type { CreateM2mTokenParams, M2mToken, MachineReference, Metadata } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import { toHex } from '../core/ids.ts'
import { readJwt, signJwt } from '../core/jwt.ts'
import { issueSecret, ownerOf } from '../core/secrets.ts'
import type { State } from '../state.ts'

/** The options of an M2M token. */
export interface M2mTokenOptions extends Pick<CreateM2mTokenParams, 'claims'> {
  format: 'opaque' | 'jwt'
  /** Seconds from now. A number of 0 or less creates an expired token. */
  expiresIn: number
  /** The machines for which the token is valid. */
  scopes: readonly string[]
}

/** The `cat` in the header of M2M tokens that are JWTs. */
const CATEGORY = 'cl_B7d4PD333AAA'

/** The claims that the API sets itself. */
const OWN = ['iss', 'sub', 'exp', 'nbf', 'iat', 'jti', 'aud', 'scopes']

/** Issues an M2M token of a machine, and returns it with its details. Refuses reserved claims. Stores only an opaque token. */
export async function issueM2mToken(
  state: State,
  machine: MachineReference,
  { format, expiresIn, scopes, claims = null }: M2mTokenOptions,
): Promise<{ m2mToken: M2mToken; token: string }> {
  const reserved = Object.keys(claims ?? {}).find((name) => OWN.includes(name))
  if (reserved !== undefined) {
    throw new Refusal(
      400,
      entry(
        'machine_token_reserved_claim',
        'Reserved claim',
        `The claim ${reserved} is set by the API.`,
      ),
    )
  }
  const now = state.clock.now()
  const id = toHex(state.newId('mt'))
  const m2mToken: M2mToken = {
    object: 'machine_to_machine_token',
    id,
    subject: machine.id,
    claims,
    scopes: [...scopes],
    revoked: false,
    revocation_reason: null,
    expired: expiresIn <= 0,
    expiration: now + expiresIn * 1000,
    last_used_at: null,
    created_at: now,
    updated_at: now,
  }
  if (format === 'opaque') {
    state.m2mTokens.add(m2mToken)
    return { m2mToken, token: issueSecret(state, id, 'mt') }
  }
  const seconds = Math.floor(now / 1000)
  const token = await signJwt(
    state,
    {
      ...claims,
      ...(scopes.length && { aud: scopes, scopes: scopes.join(' ') }),
      exp: seconds + Math.ceil(expiresIn),
      iat: seconds,
      jti: id,
      nbf: seconds - 10,
      sub: machine.id,
    },
    { typ: 'JWT', cat: CATEGORY },
  )
  return { m2mToken, token }
}

/** Revokes a token. A token that is already revoked stays unchanged. */
export function revokeM2mToken({ clock }: State, token: M2mToken, reason: string | null): void {
  if (token.revoked) return
  token.revoked = true
  token.revocation_reason = reason
  token.updated_at = clock.now()
}

/** Returns a token as the API sends it. */
export function sendM2mToken<T extends M2mToken>({ clock }: State, token: T): T {
  return { ...token, expired: token.expiration !== null && clock.now() >= token.expiration }
}

/**
 * Finds an opaque token that a machine has issued with the given claims and scopes. Skips tokens that are revoked, and tokens
 * that expire in less than `remaining` milliseconds.
 */
export function findM2mToken(
  state: State,
  machine: MachineReference,
  claims: Metadata | null,
  scopes: string[],
  remaining: number,
): M2mToken | undefined {
  const wanted = fingerprint(claims, scopes)
  return state.m2mTokens
    .where('subject', machine.id)
    .find(
      (token) =>
        !token.revoked &&
        (token.expiration === null || token.expiration - state.clock.now() >= remaining) &&
        fingerprint(token.claims ?? null, token.scopes ?? []) === wanted,
    )
}

/** Returns the details of an M2M token of the instance, even an expired one; undefined for any other token. */
export async function readM2mToken(state: State, token: string): Promise<M2mToken | undefined> {
  if (token.startsWith('mt_')) {
    const stored = state.m2mTokens.get(ownerOf(state, token) ?? '')
    if (stored) stored.last_used_at = state.clock.now()
    return stored
  }
  const { header, claims } = (await readJwt(state, token)) ?? {}
  if (!claims || header?.cat !== CATEGORY) return undefined
  const { iss, sub = '', exp = 0, nbf, iat = 0, jti = '', aud = [], scopes, ...own } = claims
  return {
    object: 'machine_to_machine_token',
    id: jti,
    subject: sub,
    claims: Object.keys(own).length ? own : null,
    scopes: [aud].flat(),
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: exp * 1000,
    last_used_at: null,
    created_at: iat * 1000,
    updated_at: iat * 1000,
  }
}

/** Returns equal texts for equal claims and scopes, in any order. */
function fingerprint(claims: Metadata | null, scopes: string[]): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]),
        )
      : value
  return JSON.stringify([sorted(claims), [...scopes].sort()])
}
