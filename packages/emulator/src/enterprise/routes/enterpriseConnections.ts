import type {
  CreateEnterpriseConnectionParams,
  CustomAttribute,
  UpdateEnterpriseConnectionParams,
} from 'clerklet'
import { type Context, Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import { flag, type Kinds, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addConnection,
  changeConnection,
  connectionOf,
  removeConnection,
  sendConnection,
  startTestRun,
} from '../enterpriseConnections.ts'
import type { StoredConnection, StoredTestRun } from '../store.ts'
import { checkLoginHint, SAML } from './samlConnections.ts'

const OIDC: Kinds = {
  client_id: 'string?',
  client_secret: 'string?',
  discovery_url: 'string?',
  auth_url: 'string?',
  token_url: 'string?',
  user_info_url: 'string?',
  requires_pkce: 'boolean?',
}

const COMMON: Kinds = {
  name: 'string?',
  provider: 'string',
  domains: 'string[]?',
  organization_id: 'string?',
  allow_organization_account_linking: 'boolean?',
  active: 'boolean?',
  sync_user_attributes: 'boolean?',
  saml: { ...SAML, name: 'string?' },
  oidc: OIDC,
  custom_attributes: [
    {
      name: 'string',
      key: 'string',
      sso_path: 'string',
      scim_path: 'string',
      directory_path: 'string',
      multi_valued: 'boolean',
    },
  ],
  authenticatable: 'boolean',
  disable_jit_provisioning: 'boolean',
}

const UPDATE: Kinds = { ...COMMON, disable_additional_identifications: 'boolean?' }

const PROVIDERS = [
  'saml_custom',
  'saml_okta',
  'saml_google',
  'saml_microsoft',
  'oidc_custom',
  'oidc_github_enterprise',
  'oidc_gitlab',
] as const

/** The routes of `/enterprise_connections`. */
export function enterpriseConnections(state: State): Hono {
  const app = new Hono()
  const connectionIn = (c: Context) => connectionOf(state, c.req.param('id') ?? '')
  const send = (connection: StoredConnection) => sendConnection(state, connection)
  const newest = { created_at: ({ created_at }: { created_at: number }) => created_at }

  app.get('/', (c) => {
    const query = queryOf(c)
    const organizationId = query.get('organization_id')
    const active = flag(query, 'active')
    const all = inOrder(new URLSearchParams(), state.enterpriseConnections, newest)
    const found = all.filter(
      (one) =>
        (organizationId === null || one.organization_id === organizationId) &&
        (active === undefined || one.active === active),
    )
    return answerList(c, found, { send })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateEnterpriseConnectionParams>(c, COMMON)
    required({ ...body, domains: body.domains?.join() }, 'name', 'provider', 'domains')
    oneOf('provider', body.provider, PROVIDERS)
    check(body)
    return c.json(send(addConnection(state, body)), 201)
  })

  app.get('/:id', (c) => c.json(send(connectionIn(c))))

  app.patch('/:id', async (c) => {
    const connection = connectionIn(c)
    const body = await readBody<UpdateEnterpriseConnectionParams>(c, UPDATE)
    check(body)
    return c.json(send(changeConnection(state, connection, body)))
  })

  app.delete('/:id', (c) => {
    const connection = connectionIn(c)
    removeConnection(state, connection)
    return c.json({ object: 'enterprise_connection', id: connection.id, deleted: true })
  })

  app.get('/:id/test_runs', (c) => {
    const { id } = connectionIn(c)
    const statuses = queryOf(c)
      .getAll('status')
      .map((status) => oneOf('status', status, ['pending', 'success', 'failed']))
    const all = inOrder(
      new URLSearchParams(),
      state.testRuns.where('enterprise_connection_id', id),
      newest,
    )
    const found = all.filter(
      (run) => !statuses.length || statuses.some((status) => status === run.status),
    )
    return answerList(c, found, {
      send: ({ enterprise_connection_id, ...run }: StoredTestRun) => run,
    })
  })

  app.post('/:id/test_runs', (c) => {
    const run = startTestRun(state, connectionIn(c))
    return c.json({ url: `https://${state.instance.frontendApi}/v1/test_runs/${run.id}` })
  })
  return app
}

function check({
  saml,
  custom_attributes,
}: Pick<UpdateEnterpriseConnectionParams, 'saml' | 'custom_attributes'>): void {
  checkLoginHint(saml?.login_hint)
  custom_attributes?.forEach(checkAttribute)
}

function checkAttribute(attribute: CustomAttribute, index: number): void {
  const param = (name: string) => `custom_attributes[${index}].${name}`
  const { key, scim_path, directory_path } = attribute
  for (const name of ['name', 'key'] as const) {
    if (!attribute[name]) {
      throw invalid(param(name), 'form_param_missing', 'is missing', `${param(name)} is missing.`)
    }
  }
  if (!/^[^_][A-Za-z0-9_-]*$/.test(key)) {
    throw invalid(
      param('key'),
      'form_param_format_invalid',
      'is invalid',
      `${param('key')} must be letters, digits, _ and -, and must not begin with _.`,
    )
  }
  if (scim_path !== undefined && directory_path !== undefined && scim_path !== directory_path) {
    throw invalid(
      param('scim_path'),
      'form_param_value_invalid',
      'is invalid',
      `${param('scim_path')} is the older name of directory_path: both must have the same value.`,
    )
  }
}
