import type { CreateSamlConnectionParams, UpdateSamlConnectionParams } from 'clerklet'
import { type Context, Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { answerList, containing, inOrder, type Orders, queryOf, signed } from '../../core/lists.ts'
import { type Kinds, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { removeConnection } from '../enterpriseConnections.ts'
import {
  addSamlConnection,
  changeSamlConnection,
  isSaml,
  type SamlTwin,
  samlConnectionOf,
  sendSamlConnection,
} from '../samlConnections.ts'

/** The expected types of the SAML fields, for enterprise connections and for the older SAML API. */
export const SAML: Kinds = {
  idp_entity_id: 'string?',
  idp_sso_url: 'string?',
  idp_certificate: 'string?',
  idp_certificates: 'string[]',
  idp_metadata_url: 'string?',
  idp_metadata: 'string?',
  attribute_mapping: {
    user_id: 'string?',
    email_address: 'string?',
    first_name: 'string?',
    last_name: 'string?',
  },
  allow_subdomains: 'boolean?',
  allow_idp_initiated: 'boolean?',
  force_authn: 'boolean?',
  login_hint: { mode: 'string', source: 'string' },
}

const CREATE: Kinds = {
  ...SAML,
  name: 'string?',
  domain: 'string?',
  domains: 'string[]?',
  provider: 'string',
  organization_id: 'string?',
}

const UPDATE: Kinds = {
  ...CREATE,
  active: 'boolean?',
  sync_user_attributes: 'boolean?',
  disable_additional_identifications: 'boolean?',
  allow_organization_account_linking: 'boolean?',
  consent_verified_domains_deletion: 'boolean?',
}

/** The fields that `order_by` accepts. The specification instead lists the fields of users. */
const ORDERS: Orders<SamlTwin> = {
  created_at: ({ created_at }) => created_at,
  name: ({ name }) => name,
}

/** The routes of `/saml_connections`, the older API of the enterprise connections that use SAML. */
export function samlConnections(state: State): Hono {
  const app = new Hono()
  const connectionIn = (c: Context) => samlConnectionOf(state, c.req.param('id') ?? '')
  const send = (connection: SamlTwin) => sendSamlConnection(state, connection)

  app.get('/', (c) => {
    const query = queryOf(c)
    const matches = containing(query, 'query')
    const organizations = signed(query, 'organization_id')
    const all = inOrder(query, [...state.enterpriseConnections].filter(isSaml), ORDERS)
    const found = all.filter(
      ({ name, domains, organization_id: owner }) =>
        matches([name, ...domains]) &&
        (!organizations.wanted.size || organizations.wanted.has(owner ?? '')) &&
        !organizations.without.has(owner ?? ''),
    )
    return answerList(c, found, { send })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateSamlConnectionParams>(c, CREATE)
    required(body, 'name', 'provider')
    const providers = ['saml_custom', 'saml_okta', 'saml_google', 'saml_microsoft'] as const
    oneOf('provider', body.provider, providers)
    checkLoginHint(body.login_hint)
    return c.json(send(addSamlConnection(state, body)))
  })

  app.get('/:id', (c) => c.json(send(connectionIn(c))))

  app.patch('/:id', async (c) => {
    const connection = connectionIn(c)
    const body = await readBody<UpdateSamlConnectionParams>(c, UPDATE)
    checkLoginHint(body.login_hint)
    return c.json(send(changeSamlConnection(state, connection, body)))
  })

  app.delete('/:id', (c) => {
    const connection = connectionIn(c)
    removeConnection(state, connection)
    return c.json({ object: 'saml_connection', id: connection.saml_id, deleted: true })
  })
  return app
}

/** Refuses a login hint with an unknown mode, or with the mode `custom_attribute` but without a source. */
export function checkLoginHint(
  hint: { mode: string; source?: string | undefined } | null | undefined,
): void {
  const mode = oneOf('login_hint.mode', hint?.mode, ['email_address', 'custom_attribute', 'off'])
  if (mode === 'custom_attribute' && !hint?.source) {
    throw invalid(
      'login_hint.source',
      'form_param_missing',
      'is missing',
      'login_hint.source must name a key of the public metadata.',
    )
  }
}
