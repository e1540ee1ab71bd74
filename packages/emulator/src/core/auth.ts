import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from './errors.ts'
import { ownerOf } from './secrets.ts'
import type { CoreState } from './state.ts'

const VERSIONS = [
  '2021-02-05',
  '2024-10-01',
  '2025-03-12',
  '2025-04-10',
  '2025-11-10',
  '2026-05-12',
] as const

/** A published version of the API. Versions can be compared as strings: a later version is greater. */
export type Version = (typeof VERSIONS)[number]

/** Returns the API version that a request names; the newest version when the request names no published version. */
export function versionOf(c: Context): Version {
  const named = c.req.header('clerk-api-version') ?? c.req.query('__clerk_api_version')
  return VERSIONS.find((version) => version === named) ?? '2026-05-12'
}

/** The variables that {@link requireKey} sets for later handlers. */
export interface Authenticated {
  Variables: {
    /** The machine whose key the request carries; undefined for the secret key of the instance. */
    machineId: string | undefined
  }
}

/** Refuses requests without a key of the given kinds: the secret key of the instance, or the secret key of a machine. */
export function requireKey(
  state: CoreState,
  ...taken: ('secret' | 'machine')[]
): MiddlewareHandler<Authenticated> {
  return async (c, next) => {
    const key = bearerOf(c)
    const machineId = machineOf(state, key)
    const kind = key === state.instance.secretKey ? 'secret' : machineId && 'machine'
    if (!kind || !taken.includes(kind)) throw wrongKey(kind, taken)
    c.set('machineId', machineId)
    await next()
  }
}

function bearerOf(c: Context): string {
  const header = c.req.header('authorization')
  if (!header) {
    throw new Refusal(
      401,
      entry(
        'authentication_invalid',
        'Invalid authentication',
        'The request carries no Authorization header.',
      ),
    )
  }
  const [, key] = /^Bearer\s+(\S+)$/i.exec(header) ?? []
  if (!key) {
    throw new Refusal(
      401,
      entry(
        'authorization_header_format_invalid',
        'Invalid Authorization header format',
        'The Authorization header must be: Bearer <secret key>',
      ),
    )
  }
  return key
}

function machineOf(state: CoreState, key: string): string | undefined {
  const id = ownerOf(state, key)
  return id !== undefined && state.isMachine(id) ? id : undefined
}

function wrongKey(kind: string | undefined, taken: readonly string[]): Refusal {
  const found = kind
    ? `That is ${kind === 'machine' ? 'the key of a machine' : 'the secret key of the instance'}`
    : 'That is no key of this instance'
  const wanted = [
    taken.includes('secret') && "the secret key (secretKey of the emulator's ctx)",
    taken.includes('machine') && 'the secret key of a machine',
  ].filter(Boolean)
  return new Refusal(
    401,
    entry(
      'clerk_key_invalid',
      'The provided Clerk Secret Key is invalid.',
      `${found}: the operation takes ${wanted.join(' or ')}.`,
    ),
  )
}

/** Refuses an unknown API version, and a request with a version in both the header and the query. */
export const knownVersionOnly: MiddlewareHandler = async (c, next) => {
  const header = c.req.header('clerk-api-version')
  const query = c.req.query('__clerk_api_version')
  const version = header ?? query
  if ((header && query) || (version !== undefined && !VERSIONS.some((one) => one === version))) {
    throw new Refusal(
      400,
      entry(
        'api_version_invalid',
        'Invalid API version',
        header && query
          ? 'The version is named in the header and in the query.'
          : `There is no version ${JSON.stringify(version)}.`,
      ),
    )
  }
  await next()
}

/** Refuses requests while organizations are disabled in the instance. */
export function organizationsOnly(state: CoreState): MiddlewareHandler {
  return async (_, next) => {
    if (!state.settings.organizations.enabled) {
      throw new Refusal(
        403,
        entry(
          'organization_not_enabled_in_instance',
          'access denied',
          'The organizations feature is not enabled for this instance: set enabled in its organization settings.',
        ),
      )
    }
    await next()
  }
}
