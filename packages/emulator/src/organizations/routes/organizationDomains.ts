import { type Context, Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { answerList, containing, inOrder, type Orders, queryOf } from '../../core/lists.ts'
import { flag, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addOrganizationDomain,
  changeOrganizationDomain,
  ENROLLMENT_MODES,
  type OrganizationDomainParams,
  organizationDomainOf,
  proveOwnership,
  removeOrganizationDomain,
  sendOrganizationDomain,
} from '../organizationDomains.ts'
import { isVerified } from '../organizationEnrollments.ts'
import { organizationOf } from '../organizations.ts'
import type { StoredOrganizationDomain } from '../store.ts'

const ORDERS: Orders<StoredOrganizationDomain> = {
  created_at: ({ created_at }) => created_at,
  name: ({ name }) => name,
}

/** The routes of `/organizations/{id}/domains` and `/organization_domains`. */
export function organizationDomains(state: State): Hono {
  const app = new Hono()
  const path = '/organizations/:id/domains'
  const organizationIn = (c: Context) => organizationOf(state, c.req.param('id') ?? '')
  const domainIn = (c: Context) =>
    organizationDomainOf(state, organizationIn(c), c.req.param('domain') ?? '')
  const send = (domain: StoredOrganizationDomain) => sendOrganizationDomain(state, domain)

  app.get(path, (c) => {
    const all = state.organizationDomains.where('organization_id', organizationIn(c).id)
    const isWanted = filterOf(queryOf(c))
    const newest = inOrder(new URLSearchParams(), all, ORDERS)
    return answerList(c, newest.filter(isWanted), { send })
  })

  app.post(path, async (c) => {
    const organization = organizationIn(c)
    const body = await readBody<OrganizationDomainParams>(c, {
      name: 'string',
      enrollment_mode: 'string',
      verified: 'boolean?',
    })
    required(body, 'name')
    return c.json(send(addOrganizationDomain(state, organization, body)))
  })

  app.patch(`${path}/:domain`, async (c) => {
    const domain = domainIn(c)
    const body = await readBody<Omit<OrganizationDomainParams, 'name'>>(c, {
      enrollment_mode: 'string?',
      verified: 'boolean?',
    })
    return c.json(send(changeOrganizationDomain(state, domain, body)))
  })

  app.delete(`${path}/:domain`, (c) => {
    const domain = domainIn(c)
    removeOrganizationDomain(state, domain)
    return c.json({ object: 'organization_domain', id: domain.id, deleted: true })
  })

  app.post(`${path}/:domain/verify_ownership`, (c) =>
    c.json(send(proveOwnership(state, domainIn(c)))),
  )

  app.get('/organization_domains', (c) => {
    const query = queryOf(c)
    const isWanted = filterOf(query)
    const organizationId = query.get('organization_id')
    const names = query.getAll('domains').map((name) => name.toLowerCase())
    const text = query.get('query')
    if (text !== null && !text.trim()) {
      throw invalid('query', 'form_param_value_invalid', 'is invalid', 'query must not be empty.')
    }
    const matches = containing(query, 'query')
    const found = inOrder(query, state.organizationDomains, ORDERS).filter(
      (one) =>
        isWanted(one) &&
        (!organizationId || one.organization_id === organizationId) &&
        (!names.length || names.includes(one.name)) &&
        (text?.startsWith('org_') ? one.organization_id === text : matches([one.name])),
    )
    return answerList(c, found, {
      send: (one) => sendOrganizationDomain(state, one, { withOrganization: true }),
    })
  })
  return app
}

/** Creates the filter of a list of domains. Enrollment modes are separated by commas; a leading `-` excludes a mode. */
function filterOf(query: URLSearchParams): (domain: StoredOrganizationDomain) => boolean {
  const verified = flag(query, 'verified')
  const asked = query.getAll('enrollment_mode').flatMap((text) => text.split(','))
  const modes = (all: string[]) =>
    all.map((mode) => oneOf('enrollment_mode', mode.replace(/^-/, ''), ENROLLMENT_MODES))
  const wanted = modes(asked.filter((mode) => !mode.startsWith('-')))
  const without = modes(asked.filter((mode) => mode.startsWith('-')))
  const includes = (list: typeof wanted, mode: string) => list.some((one) => one === mode)
  return (domain) =>
    (verified === undefined || isVerified(domain) === verified) &&
    (!wanted.length || includes(wanted, domain.enrollment_mode)) &&
    !includes(without, domain.enrollment_mode)
}
