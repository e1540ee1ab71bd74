import * as v from 'valibot'
import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { KeyFlaw, readJwtKey } from './jwtKey.ts'
import { JWT_KEY } from './optionKinds.ts'
import { parsePublishableKey } from './parsePublishableKey.ts'

/** The variables that `contextFromEnv` reads. The `env` of a Worker and `process.env` have a matching type. */
export interface ClerkEnv {
  /**
   * The secret key, `sk_test_…` or `sk_live_…`, which nearly all operations need. `CLERK_JWT_KEY` or `CLERK_PUBLISHABLE_KEY` is
   * enough to verify session tokens.
   */
  CLERK_SECRET_KEY?: unknown
  /** The secret key of a machine, `ak_…`. */
  CLERK_MACHINE_SECRET_KEY?: unknown
  /** The publishable key, `pk_test_…` or `pk_live_…`. */
  CLERK_PUBLISHABLE_KEY?: unknown
  /** The public key of the instance: PEM, with line breaks as they are or as `\n`, or a JWK or a JWKS as JSON. */
  CLERK_JWT_KEY?: unknown
  /** The URL of the API without `/v1`, which `contextFromEnv` appends. */
  CLERK_API_URL?: unknown
  /** The version of the API, as `YYYY-MM-DD`. */
  CLERK_API_VERSION?: unknown
}

/** Like `contextFromEnv`, but with `keys are optional`, an environment without a key is valid. */
export function readContext(
  env: unknown,
  keys: 'a key is required' | 'keys are optional',
): Context {
  const schema = v.object({
    CLERK_SECRET_KEY: variable('the secret key, sk_test_… or sk_live_…', (value) =>
      variableFlaw(value, /^sk_(test|live)_./),
    ),
    CLERK_MACHINE_SECRET_KEY: variable('the secret key of a machine, ak_…', (value) =>
      variableFlaw(value, /^ak_./),
    ),
    CLERK_PUBLISHABLE_KEY: variable(
      'the publishable key, pk_test_… or pk_live_…',
      (value) =>
        variableFlaw(value, /^pk_(test|live)_./) ??
        (parsePublishableKey(value) ? undefined : 'decodes to no host: copy the whole key'),
    ),
    CLERK_JWT_KEY: variable(JWT_KEY.wanted, jwtKeyFlaw),
    CLERK_API_URL: variable(
      'an http(s) URL without /v1, such as https://api.clerk.com',
      apiUrlFlaw,
    ),
    CLERK_API_VERSION: variable('a date, such as 2026-05-12', (value) =>
      /^\d{4}-\d\d-\d\d$/.test(value) ? undefined : 'is something else',
    ),
  })
  const given = readVariables(env, Object.keys(schema.entries))
  const { output, issues } = v.safeParse(schema, given)
  const problems = (issues ?? []).map((issue) => `${v.getDotPath(issue)} ${issue.message}`)
  if (keys === 'a key is required' && !KEYS.some((name) => given[name])) {
    problems.unshift(`no key is set: set at least one of ${KEYS.join(', ')}`)
  }
  problems.push(...mixedInstances(given))
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

/** The variables that contain keys. One key is enough: even the publishable key alone verifies session tokens. */
const KEYS = [
  'CLERK_SECRET_KEY',
  'CLERK_MACHINE_SECRET_KEY',
  'CLERK_JWT_KEY',
  'CLERK_PUBLISHABLE_KEY',
]

/** Returns the schema of an optional variable. `flawOf` describes the flaw of a value, as the end of a sentence with `but`. */
function variable(wanted: string, flawOf: (value: string) => string | undefined) {
  const expected = `should be ${wanted}`
  return v.optional(
    v.pipe(
      v.string(expected),
      v.trim(),
      v.check(
        (value) => flawOf(value) === undefined,
        ({ input }) => `${expected}, but ${flawOf(input)}`,
      ),
    ),
  )
}

/** Values that are often pasted by mistake in place of a key. */
const OTHER_KEYS: [pattern: RegExp, flaw: string][] = [
  [/^["'`]|["'`]$/, 'is in quotes: remove them'],
  [/^\w+\s*=/, 'is a line of an .env file: leave out the name'],
  [/^sk_(test|live)_./, 'is a secret key'],
  [/^pk_(test|live)_./, 'is a publishable key'],
  [/^ak_./, 'is the secret key of a machine'],
  [/^whsec_/, 'is the signing secret of a webhook'],
]

function variableFlaw(value: string, pattern: RegExp): string | undefined {
  if (pattern.test(value)) {
    const isSound = /^[\x21-\x7e]+$/.test(value) && !/["'`]/.test(value)
    return isSound ? undefined : 'contains a space, a quote or another invalid character'
  }
  return OTHER_KEYS.find(([other]) => other.test(value))?.[1] ?? 'is something else'
}

function jwtKeyFlaw(value: string): string | undefined {
  try {
    readJwtKey(value)
    return undefined
  } catch (error) {
    return `is ${error instanceof KeyFlaw ? error.message : 'not a public key'}`
  }
}

function apiUrlFlaw(value: string): string | undefined {
  if (/^["'`]|["'`]$/.test(value)) return 'is in quotes: remove them'
  if (!/^https?:\/\//i.test(value)) return 'does not begin with https://'
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(value)) {
    return 'has credentials, a query, a fragment or white space'
  }
  const isVersioned = /\/v1\/*$/.test(value)
  return isVersioned ? 'ends with /v1: remove it (only ctx.baseUrl includes /v1)' : undefined
}

/** Returns a list, with one message when either the secret key or the publishable key is live and the other is a test key. */
function mixedInstances({ CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY }: ClerkEnv): string[] {
  const isOf = (key: unknown, prefix: string) =>
    typeof key === 'string' && key.trim().startsWith(prefix)
  const isMixed =
    (isOf(CLERK_SECRET_KEY, 'sk_live_') && isOf(CLERK_PUBLISHABLE_KEY, 'pk_test_')) ||
    (isOf(CLERK_SECRET_KEY, 'sk_test_') && isOf(CLERK_PUBLISHABLE_KEY, 'pk_live_'))
  return isMixed
    ? [
        'CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY are of two instances, a live one and a test one: take both from one',
      ]
    : []
}

/**
 * Copies the variables, since the `env` of a Worker may be an exotic object. Empty variables become undefined, because on many
 * platforms an unset variable is empty.
 */
function readVariables(env: unknown, names: string[]): Record<string, unknown> {
  if (typeof env === 'object' && env !== null) {
    try {
      return Object.fromEntries(
        names.map((name) => [name, (env as Record<string, unknown>)[name] || undefined]),
      )
    } catch {
      // The original error is dropped: it may quote a value.
    }
  }
  throw new ClerkConfigError(
    'contextFromEnv takes an object with the variables: the env of a Worker, or process.env',
  )
}
