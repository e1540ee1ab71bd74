import type { UpdateInstanceAuthConfigParams } from 'clerklet'
import { Hono } from 'hono'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { changeAuthConfig } from '../settings.ts'
import { changeDomain } from './instance.ts'

/** The routes of `/beta_features`. */
export function betaFeatures(state: State): Hono {
  const app = new Hono()

  app.patch('/instance_settings', async (c) => {
    const body = await readBody<UpdateInstanceAuthConfigParams>(c, {
      restricted_to_allowlist: 'boolean?',
      from_email_address: 'string?',
      progressive_sign_up: 'boolean?',
      test_mode: 'boolean?',
    })
    changeAuthConfig(state, body)
    const { settings } = state
    return c.json({
      object: 'instance_settings',
      id: state.instance.id,
      restricted_to_allowlist: settings.restrictions.allowlist,
      from_email_address: settings.from_email_address,
      progressive_sign_up: settings.progressive_sign_up,
      enhanced_email_deliverability: settings.enhanced_email_deliverability,
    })
  })

  app.put('/domain', async (c) => changeDomain(c, state))
  // The official client calls this path instead of `/domain`.
  app.post('/change_domain', async (c) => changeDomain(c, state))
  return app
}
