import type { AccountlessApplication } from 'clerklet'
import { Hono } from 'hono'
import type { State } from '../../state.ts'

/**
 * The routes of `/accountless_applications`, which need no key. The response describes this instance as an application without
 * an owner.
 */
export function accountlessApplications({ instance }: State): Hono {
  const app = new Hono()
  const answer = (): AccountlessApplication => ({
    object: 'accountless_application',
    publishable_key: instance.publishableKey,
    secret_key: instance.secretKey,
    claim_url: `https://dashboard.clerk.com/apps/claim?token=${instance.id}`,
    api_keys_url: 'https://dashboard.clerk.com/last-active?path=api-keys',
  })
  app.post('/', (c) => c.json(answer()))
  app.post('/complete', (c) => c.json(answer()))
  return app
}
