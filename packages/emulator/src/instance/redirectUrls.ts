import type { RedirectUrl } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { isProduction } from '../core/settings.ts'
import { webAddress } from '../core/webAddress.ts'
import type { State } from '../state.ts'
import { isOwnHost } from './domains.ts'

/** A redirect URL in a seed. */
export interface RedirectUrlSeed {
  /** Default: a new id. */
  id?: string | undefined
  url: string
}

/** Returns the redirect URL with the given id. Refuses an unknown id with 404. */
export function redirectUrlOf(state: State, id: string): RedirectUrl {
  const found = state.redirectUrls.get(id)
  if (!found) throw notFound(`No redirect URL was found with id ${id}`)
  return found
}

/** Adds a URL to which tickets may redirect, such as that of a native application. */
export function addRedirectUrl(
  state: State,
  { id = state.newId('ru'), url }: RedirectUrlSeed,
): RedirectUrl {
  checkUrl(url)
  if (state.redirectUrls.where('url', url).length) {
    throw new Refusal(
      400,
      entry('duplicate_record', 'duplicate redirect URL', `the URL ${url} already exists`),
    )
  }
  const now = state.clock.now()
  return state.redirectUrls.add({
    object: 'redirect_url',
    id,
    url,
    created_at: now,
    updated_at: now,
  })
}

/** Removes a redirect URL. */
export function removeRedirectUrl(state: State, { id }: RedirectUrl): void {
  state.redirectUrls.delete(id)
}

/**
 * Checks the URL to which a ticket redirects. In development, any http or https URL is allowed. In production, its host must be
 * a domain of the instance or a subdomain, unless the URL is a redirect URL of the instance. A URL with another scheme, such as
 * that of a native application, must always be a redirect URL of the instance.
 */
export function redirectTarget(state: State, param: string, value: string): URL {
  const isListed = state.redirectUrls.where('url', value).length > 0
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(value)?.[1]?.toLowerCase() ?? 'http'
  if (!/^https?$/.test(scheme)) {
    if (isListed) return new URL(value)
    throw new Refusal(
      400,
      entry(
        'resource_missmatch',
        'Redirect url mismatch',
        `${param} is not among the redirect URLs of the instance: create it with createRedirectUrl.`,
      ),
    )
  }
  const url = webAddress(param, value)
  if (!isProduction(state.settings) || isListed) return url
  if (isOwnHost(state, url.hostname)) return url
  throw new Refusal(
    422,
    entry(
      'redirect_url_domain_mismatch',
      'Redirect url does not belong to your domain',
      `${param} must belong to a domain of the instance, or be among its redirect URLs.`,
    ),
  )
}

function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !text.includes('://')) {
    throw invalid(
      'url',
      'form_param_format_invalid',
      'is invalid',
      'url must be a full URL with https:// or a scheme of its own.',
    )
  }
  if (url.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) {
    throw invalid('url', 'insecure_url', 'Insecure URL', 'Please provide a secure URL (https)')
  }
}
