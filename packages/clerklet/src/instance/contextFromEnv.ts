import * as v from 'valibot'
import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'

/** The variables that {@link contextFromEnv} reads. A Worker's `env` and `process.env` fit. */
export interface ClerkEnv {
  /** `sk_test_…` or `sk_live_…`. Required, unless `CLERK_MACHINE_SECRET_KEY` or `CLERK_JWT_KEY` is set. */
  CLERK_SECRET_KEY?: unknown
  /** `ak_…` */
  CLERK_MACHINE_SECRET_KEY?: unknown
  /** `pk_test_…` or `pk_live_…` */
  CLERK_PUBLISHABLE_KEY?: unknown
  /** The public key of the instance in PEM form. Line breaks may be written as `\n`. */
  CLERK_JWT_KEY?: unknown
  /** The URL of the API without `/v1`, which is added here. */
  CLERK_API_URL?: unknown
  /** `YYYY-MM-DD` */
  CLERK_API_VERSION?: unknown
}

/**
 * Makes a context from environment variables. An empty variable counts as missing.
 *
 * @example
 * export default {
 *   async fetch(request: Request, env: ClerkEnv) {
 *     const ctx = contextFromEnv(env)
 *     return Response.json(await getUser(ctx, 'user_2abc'))
 *   },
 * }
 *
 * @throws {ClerkConfigError} naming every missing or malformed variable at once, without its value, or when `env` is not an
 * object.
 */
export function contextFromEnv(env: ClerkEnv | Readonly<Record<string, unknown>>): Context {
  const variable = (pattern: RegExp, expected: string) =>
    v.optional(v.pipe(v.string(expected), v.trim(), v.regex(pattern, expected)))
  const schema = v.object({
    CLERK_SECRET_KEY: variable(
      /^sk_(test|live)_[\x21-\x7e]+$/,
      'should be the secret key, sk_test_… or sk_live_…',
    ),
    CLERK_MACHINE_SECRET_KEY: variable(
      /^ak_[\x21-\x7e]+$/,
      'should be the secret key of a machine, ak_…',
    ),
    CLERK_PUBLISHABLE_KEY: variable(
      /^pk_(test|live)_[\x21-\x7e]+$/,
      'should be the publishable key, pk_test_… or pk_live_…',
    ),
    CLERK_JWT_KEY: variable(/^[\w+/=\s\\-]+$/, 'should be the public key in PEM form'),
    CLERK_API_URL: variable(
      /^https?:\/\/[^\s/?#@]+(\/(?!v1\/?$)[^\s?#]*)?$/,
      'should be an http(s) URL without /v1, such as https://api.clerk.com',
    ),
    CLERK_API_VERSION: variable(/^\d{4}-\d\d-\d\d$/, 'should be a date, such as 2026-05-12'),
  })
  const given = readVariables(env, Object.keys(schema.entries))
  const { output, issues } = v.safeParse(schema, given)
  const problems = (issues ?? []).map((issue) => `${v.getDotPath(issue)} ${issue.message}`)
  if (!given.CLERK_SECRET_KEY && !given.CLERK_MACHINE_SECRET_KEY && !given.CLERK_JWT_KEY) {
    problems.unshift('CLERK_SECRET_KEY is missing')
  }
  if (problems.length > 0) throw new ClerkConfigError(`The environment: ${problems.join('; ')}`)

  const found = output as { [Name in keyof ClerkEnv]?: string | undefined }
  return {
    secretKey: found.CLERK_SECRET_KEY,
    machineSecretKey: found.CLERK_MACHINE_SECRET_KEY,
    publishableKey: found.CLERK_PUBLISHABLE_KEY,
    jwtKey: found.CLERK_JWT_KEY,
    baseUrl: found.CLERK_API_URL && `${withoutEndSlashes(found.CLERK_API_URL)}/v1`,
    apiVersion: found.CLERK_API_VERSION,
  }
}

/** A plain copy, since a Worker's `env` may be an exotic object. Many platforms unset a variable by making it empty. */
function readVariables(env: unknown, names: string[]): Record<string, unknown> {
  if (typeof env === 'object' && env !== null) {
    try {
      return Object.fromEntries(
        names.map((name) => [name, (env as Record<string, unknown>)[name] || undefined]),
      )
    } catch {
      // The original error may quote a value, the one below does not.
    }
  }
  throw new ClerkConfigError(
    'contextFromEnv takes an object with the variables: the env of a Worker, or process.env',
  )
}
