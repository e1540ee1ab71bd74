import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { accountlessApplications } from './accountlessApplications.ts'
import { betaFeatures } from './betaFeatures.ts'
import { domains } from './domains.ts'
import { instance } from './instance.ts'
import { interstitial } from './interstitial.ts'
import { proxyChecks } from './proxyChecks.ts'
import { redirectUrls } from './redirectUrls.ts'
import { webhooks } from './webhooks.ts'

/** The routes of the instance itself: its settings, domains, redirect URLs and webhooks. */
export function instanceRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/instance', instance(state))
  app.route('/beta_features', betaFeatures(state))
  app.route('/domains', domains(state))
  app.route('/proxy_checks', proxyChecks(state))
  app.route('/redirect_urls', redirectUrls(state))
  app.route('/webhooks', webhooks(state))
  return app
}

/** Backend API routes that need no key. */
export function publicRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/public/interstitial', interstitial())
  app.route('/accountless_applications', accountlessApplications(state))
  return app
}
