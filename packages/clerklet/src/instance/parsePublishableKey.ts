import { MALFORMED_KEY } from '../core/keys.ts'
import { remember } from '../core/remember.ts'
import { misconfigured } from './configuration.ts'

const keys = new Map<string, { instanceType: PublishableKey['instanceType']; host: string }>()

/** The instance that a publishable key names. */
export interface PublishableKey {
  instanceType: 'development' | 'production'
  /** The host of the Frontend API, or `proxyUrl` when that is set. */
  frontendApi: string
}

/** Options that change the URL of the Frontend API. */
export interface FrontendApiOptions {
  /** The URL or the path at which the application itself serves the Frontend API. */
  proxyUrl?: string | undefined
  /** The domain of a satellite application. Used for production instances only. */
  domain?: string | undefined
  /** Whether the application is a satellite of another domain. */
  isSatellite?: boolean | undefined
}

/**
 * Reads a publishable key: `pk_test_` or `pk_live_`, then the host of the Frontend API and a `$` in base64.
 *
 * @example
 * const key = parsePublishableKey('pk_live_Y2xlcmsuZXhhbXBsZS5jb20k')
 * // { instanceType: 'production', frontendApi: 'clerk.example.com' }
 *
 * @returns `undefined` when the text is not a publishable key.
 */
export function parsePublishableKey(
  key: string | null | undefined,
  options: FrontendApiOptions = {},
): PublishableKey | undefined {
  const { proxyUrl, domain, isSatellite } = options
  const { instanceType, host } = remember(keys, key ?? '', decodeKey)
  if (!host) return undefined
  return {
    instanceType,
    frontendApi:
      proxyUrl ||
      (instanceType === 'production' && isSatellite && domain ? `clerk.${domain}` : host),
  }
}

/** Like {@link parsePublishableKey}, but throws when the text is not a publishable key. */
export function requirePublishableKey(
  key: string | undefined,
  options: FrontendApiOptions,
): PublishableKey {
  const parsed = parsePublishableKey(key, options)
  if (parsed) return parsed
  throw misconfigured('ctx.publishableKey', flawOf(key), 'the publishable key of the instance')
}

/** Returns the reason why a value is not a publishable key, as the end of a sentence with `is`. */
function flawOf(key: string | undefined): string {
  if (!key) return 'missing'
  const trimmed = key.trim()
  if (/^["'`]|["'`]$/.test(trimmed)) return 'in quotes'
  if (/^[sa]k_/.test(trimmed)) return 'a secret key'
  return /[^\x21-\x7e]/.test(key) ? MALFORMED_KEY : 'not valid'
}

/** Decodes a publishable key. For any other text, the host is empty. */
function decodeKey(key: string): { instanceType: PublishableKey['instanceType']; host: string } {
  const [, kind, encoded = ''] = /^pk_(test|live)_([\w+/]+)={0,2}$/.exec(key) ?? []
  let host = ''
  try {
    const content = /^([^\s$/?#@]+)\$$/.exec(atob(encoded))?.[1] ?? ''
    // A host has a dot between two labels, so a dot in front is not enough.
    if (content.includes('.', 1)) host = content
  } catch {
    // atob throws for a text that is not base64.
  }
  return { instanceType: kind === 'live' ? 'production' : 'development', host }
}
