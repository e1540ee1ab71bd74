import type { Domain } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { FIRST_DOMAIN } from '../core/instance.ts'
import { isProduction } from '../core/settings.ts'
import { closeSession } from '../sessions/index.ts'
import type { State } from '../state.ts'
import type { StoredDomain } from './store.ts'

/** Adds the primary domain of a new instance. */
export function addPrimaryDomain(state: State): void {
  state.domains.add({
    object: 'domain',
    id: state.newId('dmn'),
    name: FIRST_DOMAIN,
    is_satellite: false,
    proxy_url: null,
    created_at: state.clock.now(),
  })
}

/** Whether a host is a domain of the instance, or a subdomain of such a domain. */
export function isOwnHost({ domains }: State, host: string): boolean {
  return [...domains].some(({ name }) => host === name || host.endsWith(`.${name}`))
}

/** Whether an entry of `allowed_subdomains` matches a host. `*.example.com` matches every host below `example.com`. */
function covers(entry: string, host: string): boolean {
  return entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : host === entry
}

/**
 * Whether a host is a domain of the instance or an allowed subdomain. All subdomains are allowed unless
 * `subdomain_allowlist_enabled` is set.
 */
export function isAllowedHost(state: State, host: string): boolean {
  const { allowed_subdomains, subdomain_allowlist_enabled } = state.settings
  if (!isOwnHost(state, host)) return false
  const isDomain = [...state.domains].some(({ name }) => name === host)
  return (
    isDomain ||
    !subdomain_allowlist_enabled ||
    allowed_subdomains.some((entry) => covers(entry, host))
  )
}

/**
 * Converts subdomains to their stored form: in lower case, without a trailing dot, without duplicates.
 *
 * Refuses hosts that are not below a domain of the instance. Entries that are stored already are not checked again.
 */
export function checkSubdomains(state: State, given: readonly string[]): string[] {
  const stored = new Set(state.settings.allowed_subdomains)
  const found = [...new Set(given.map((one) => one.toLowerCase().replace(/\.$/, '')))]
  const refused = found.find((one) => !stored.has(one) && !isSubdomain(state, one))
  if (refused === undefined) return found
  throw invalid(
    'allowed_subdomains',
    'form_param_value_invalid',
    'is invalid',
    `allowed_subdomains must be hosts below a domain of the instance, or such a wildcard as *.preview.example.com, and ${JSON.stringify(refused)} is neither.`,
  )
}

function isSubdomain({ domains }: State, entry: string): boolean {
  const isWildcard = entry.startsWith('*.')
  const host = isWildcard ? entry.slice(2) : entry
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]+$/.test(host)) return false
  return [...domains].some(({ name }) => host.endsWith(`.${name}`) || (isWildcard && host === name))
}

/** Returns the domain with the given id. Refuses an unknown id with 404. */
export function domainOf({ domains }: State, id: string): StoredDomain {
  const domain = domains.get(id)
  if (!domain) throw notFound(`No domain was found with id ${id}`)
  return domain
}

/** Returns a domain as the API sends it. */
export function sendDomain(
  { settings, instance }: State,
  { created_at: _, ...domain }: StoredDomain,
): Domain {
  const { name, is_satellite, proxy_url } = domain
  const target = (sub: string, value: string) => ({
    host: `${sub}.${name}`,
    value: `${value}.clerk.services`,
    required: true,
  })
  const targets = isProduction(settings)
    ? [target('clerk', 'frontend-api'), ...(is_satellite ? [] : [target('accounts', 'accounts')])]
    : []
  const frontendApi = is_satellite ? `clerk.${name}` : instance.frontendApi
  return {
    ...domain,
    frontend_api_url: proxy_url ?? `https://${frontendApi}`,
    accounts_portal_url: is_satellite ? null : `https://${instance.accountsPortal}`,
    development_origin: settings.development_origin ?? '',
    cname_targets: targets,
    dns_targets: targets.map((one) => ({ ...one, record_type: 'CNAME' })),
  }
}

/** Adds a satellite domain. Refuses a primary domain. */
export function addDomain(
  state: State,
  params: { name: string; is_satellite: boolean; proxy_url?: string | null },
): StoredDomain {
  if (!params.is_satellite) {
    throw invalid(
      'is_satellite',
      'primary_domain_already_exists',
      'primary domain already exists',
      'An instance has one primary domain: all new ones must be satellites.',
    )
  }
  const name = checkName(state, params.name)
  return state.domains.add({
    object: 'domain',
    id: state.newId('dmn'),
    name,
    is_satellite: true,
    proxy_url: checkProxy(state, params.proxy_url ?? null),
    created_at: state.clock.now(),
  })
}

/** Changes the given values of a domain. */
export function changeDomain(
  state: State,
  domain: StoredDomain,
  params: { name?: string | null; proxy_url?: string | null },
): StoredDomain {
  const { name, proxy_url } = params
  const renamed = name && name !== domain.name ? checkName(state, name) : domain.name
  if (proxy_url !== undefined) domain.proxy_url = checkProxy(state, proxy_url)
  domain.name = renamed
  return domain
}

/** Removes a satellite domain. Refuses the primary domain with 403. */
export function removeDomain(state: State, { id, is_satellite }: StoredDomain): void {
  if (!is_satellite) {
    throw new Refusal(
      403,
      entry(
        'operation_not_allowed_on_primary_domain',
        'operation not allowed',
        'The primary domain of an instance cannot be deleted.',
      ),
    )
  }
  state.domains.delete(id)
}

/** Changes the primary domain of a production instance to the host of a URL, without `www.`. All users are signed out. */
export function changeInstanceDomain(state: State, homeUrl: string): void {
  productionOnly(state)
  const { hostname } = parseUrl('home_url', homeUrl)
  for (const domain of state.domains) {
    if (!domain.is_satellite) changeDomain(state, domain, { name: hostname.replace(/^www\./, '') })
  }
  for (const session of state.sessions) closeSession(state, session, 'ended')
}

/** Checks the URL of a proxy. It must begin with `https`. */
export function checkProxyUrl(url: string): string {
  if (parseUrl('proxy_url', url).protocol !== 'https:') {
    throw invalid('proxy_url', 'insecure_url', 'Insecure URL', 'proxy_url must begin with https.')
  }
  return url
}

function checkProxy(state: State, url: string | null): string | null {
  if (url === null) return null
  productionOnly(state)
  return checkProxyUrl(url)
}

function parseUrl(param: string, text: string): URL {
  try {
    return new URL(text)
  } catch {
    throw invalid(
      param,
      'form_param_format_invalid',
      'is invalid',
      `${param} must be a full URL, such as https://www.example.com`,
    )
  }
}

function productionOnly({ settings }: State): void {
  if (!isProduction(settings)) {
    throw new Refusal(
      400,
      entry(
        'domain_update_forbidden',
        'Domain update was forbidden',
        'This can be changed for production instances only: set environment_type in the settings of the seed.',
      ),
    )
  }
}

function checkName({ settings, domains }: State, name: string): string {
  const port = isProduction(settings) ? '' : '(:\\d{1,5})?'
  if (!new RegExp(`^[a-z0-9-]+(\\.[a-z0-9-]+)*${port}$`).test(name)) {
    throw invalid(
      'name',
      'form_param_format_invalid',
      'is invalid',
      'name must be a host without a scheme; in development it may have a port.',
    )
  }
  for (const domain of domains) {
    if (domain.name === name) {
      throw invalid(
        'name',
        'form_already_exists',
        'already exists',
        `The instance has the domain ${name} already.`,
      )
    }
  }
  return name
}
