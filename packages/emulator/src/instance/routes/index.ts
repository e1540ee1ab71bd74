import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { betaFeatures } from './betaFeatures.ts'
import { domains } from './domains.ts'
import { instance } from './instance.ts'
import { proxyChecks } from './proxyChecks.ts'

/** The instance itself: its settings and its domains. */
export function instanceModules(state: State): Hono {
  const app = new Hono()
  app.route('/instance', instance(state))
  app.route('/beta_features', betaFeatures(state))
  app.route('/domains', domains(state))
  app.route('/proxy_checks', proxyChecks(state))
  return app
}
