import type {
  UpdateInstanceCommunicationParams,
  UpdateInstanceOAuthApplicationSettingsParams,
  UpdateInstanceOrganizationSettingsParams,
  UpdateInstanceParams,
  UpdateInstanceProtectParams,
  UpdateInstanceRestrictionsParams,
} from 'clerklet'
import { type Context, Hono } from 'hono'
import { type Kinds, oneOf, readBody, required } from '../../core/params.ts'
import { isProduction } from '../../core/settings.ts'
import { changeOrganizationSettings, sendOrganizationSettings } from '../../organizations/index.ts'
import type { State } from '../../state.ts'
import { changeInstanceDomain } from '../domains.ts'
import {
  changeCommunication,
  changeInstance,
  changeOAuthApplicationSettings,
  changeProtect,
  changeRestrictions,
} from '../settings.ts'

const INSTANCE: Kinds = {
  test_mode: 'boolean?',
  hibp: 'boolean?',
  support_email: 'string?',
  clerk_js_version: 'string?',
  development_origin: 'string?',
  allowed_origins: 'string[]?',
  allowed_subdomains: 'string[]?',
  subdomain_allowlist_enabled: 'boolean?',
  cookieless_dev: 'boolean?',
  url_based_session_syncing: 'boolean?',
  preferred_sign_in_strategy_when_password_required: 'string?',
  enhanced_email_deliverability: 'boolean?',
}

const RESTRICTIONS: Kinds = {
  allowlist: 'boolean?',
  blocklist: 'boolean?',
  allowlist_blocklist_disabled_on_sign_in: 'boolean?',
  block_email_subaddresses: 'boolean?',
  block_disposable_email_domains: 'boolean?',
  ignore_dots_for_gmail_addresses: 'boolean?',
}

const ORGANIZATIONS: Kinds = {
  enabled: 'boolean?',
  max_allowed_memberships: 'number?',
  admin_delete_enabled: 'boolean?',
  domains_enabled: 'boolean?',
  slug_disabled: 'boolean?',
  domains_enrollment_modes: 'string[]',
  creator_role_id: 'string?',
  domains_default_role_id: 'string?',
}

const OAUTH_APPLICATIONS: Kinds = {
  dynamic_oauth_client_registration: 'boolean?',
  default_scopes: 'string[]?',
  oauth_jwt_access_tokens: 'boolean?',
  aud_claim_enabled: 'boolean?',
  pkce_required: 'boolean?',
  client_id_metadata_documents_advertised: 'boolean?',
  client_id_metadata_documents_only_allow_pre_registered_clients: 'boolean?',
  client_id_metadata_documents_block_implicitly_allowed_clients: 'boolean?',
}

/** The routes of `/instance`. */
export function instance(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) =>
    c.json({
      object: 'instance',
      id: state.instance.id,
      environment_type: state.settings.environment_type,
      allowed_origins: state.settings.allowed_origins,
      ...subdomains(state),
      workspace_id: null,
    }),
  )

  app.patch('/', async (c) => {
    const body = await readBody<UpdateInstanceParams>(c, INSTANCE)
    oneOf(
      'preferred_sign_in_strategy_when_password_required',
      body.preferred_sign_in_strategy_when_password_required,
      ['password', 'otp', ''],
    )
    changeInstance(state, body)
    return c.body(null, 204)
  })

  const restrictions = (c: Context) =>
    c.json({ object: 'instance_restrictions', ...state.settings.restrictions })
  app.patch('/restrictions', async (c) => {
    changeRestrictions(state, await readBody<UpdateInstanceRestrictionsParams>(c, RESTRICTIONS))
    return restrictions(c)
  })

  const protect = (c: Context) => c.json({ object: 'instance_protect', ...state.settings.protect })
  app.get('/protect', protect)
  app.patch('/protect', async (c) => {
    const body = await readBody<UpdateInstanceProtectParams>(c, {
      rules_enabled: 'boolean?',
      specter_enabled: 'boolean?',
    })
    changeProtect(state, body)
    return protect(c)
  })

  const communication = (c: Context) =>
    c.json({ object: 'instance_communication', ...state.settings.communication })
  app.get('/communication', communication)
  app.patch('/communication', async (c) => {
    const body = await readBody<UpdateInstanceCommunicationParams>(c, {
      blocked_country_codes: 'string[]?',
    })
    changeCommunication(state, body)
    return communication(c)
  })

  const oauth = (c: Context) =>
    c.json({ object: 'oauth_application_settings', ...state.settings.oauth_applications })
  app.get('/oauth_application_settings', oauth)
  app.patch('/oauth_application_settings', async (c) => {
    const body = await readBody<UpdateInstanceOAuthApplicationSettingsParams>(c, OAUTH_APPLICATIONS)
    changeOAuthApplicationSettings(state, body)
    return oauth(c)
  })

  app.get('/organization_settings', (c) => c.json(sendOrganizationSettings(state)))
  app.patch('/organization_settings', async (c) => {
    const body = await readBody<UpdateInstanceOrganizationSettingsParams>(c, ORGANIZATIONS)
    changeOrganizationSettings(state, body)
    return c.json(sendOrganizationSettings(state))
  })

  app.post('/change_domain', async (c) => changeDomain(c, state))
  return app
}

/** Changes the domain of a production instance, for the routes of `/instance` and `/beta_features`. */
export async function changeDomain(c: Context, state: State): Promise<Response> {
  const body = await readBody<{ home_url: string }>(c, {
    home_url: 'string',
    is_secondary: 'boolean',
  })
  required(body, 'home_url')
  changeInstanceDomain(state, body.home_url)
  return c.body(null, 202)
}

/** Returns the subdomain settings as the API sends them: in development, empty and disabled. */
function subdomains({ settings }: State) {
  const isOn = isProduction(settings)
  return {
    allowed_subdomains: isOn ? settings.allowed_subdomains : [],
    subdomain_allowlist_enabled: isOn && settings.subdomain_allowlist_enabled,
  }
}
