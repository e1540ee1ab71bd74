import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from './errors.ts'
import type { State } from './state.ts'

const VERSIONS = [
  '2021-02-05',
  '2024-10-01',
  '2025-03-12',
  '2025-04-10',
  '2025-11-10',
  '2026-05-12',
] as const

/** A published version of the API. They compare as texts: a later one is greater. */
export type Version = (typeof VERSIONS)[number]

/** The version that a request asks for. Default: the newest. */
export function versionOf(c: Context): Version {
  const named = c.req.header('clerk-api-version') ?? c.req.query('__clerk_api_version')
  return VERSIONS.find((version) => version === named) ?? '2026-05-12'
}

/** Lets a request pass that carries the secret key of the instance. */
export function secretKeyOnly({ instance }: State): MiddlewareHandler {
  return async (c, next) => {
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
    if (key !== instance.secretKey) {
      throw new Refusal(
        401,
        entry(
          'clerk_key_invalid',
          'The provided Clerk Secret Key is invalid.',
          "The secret key is not the one of this instance: use the secretKey of the emulator's ctx.",
        ),
      )
    }
    await next()
  }
}

/** Refuses an API version that never was, or that is named twice. */
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
