import { type Context, Hono } from 'hono'
import { type Limits, limitAddresses } from '../../core/limits.ts'
import { readFormFields } from '../../core/params.ts'
import {
  chooseOrganization,
  endSessions,
  jwtTemplateNamed,
  mintSessionToken,
  mintTemplateToken,
  noteActivity,
  openSessions,
  useSession,
} from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { answer, applicationOrigin, azpOf, sendSession, sendToBrowser } from '../answers.ts'
import { addBrowser, browserOf, clientOfBrowser, ensureClient, recognise } from '../browsers.ts'
import { environment } from '../environment.ts'
import { handshake } from '../handshake.ts'
import { ownSession } from '../signedIn.ts'
import { consents } from './consents.ts'
import { me } from './me.ts'
import { myOrganizations } from './myOrganizations.ts'
import { mySessions } from './mySessions.ts'
import { organizations } from './organizations.ts'
import { reverification } from './reverification.ts'
import { signIns } from './signIns.ts'
import { signUps } from './signUps.ts'
import { waitlist } from './waitlist.ts'

/** The routes of the Frontend API under `/v1`, such as those for sign-ins, sessions and organizations. */
export function frontend(state: State, limits?: true | Limits): Hono {
  const app = new Hono()
  if (limits) app.use(limitAddresses(state, limits === true ? {} : limits))

  app.get('/health', (c) => c.json({ status: 'healthy' }))
  app.get('/client/handshake', (c) => handshake(state, c))
  app.post('/dev_browser', (c) => {
    const id = addBrowser(state)
    return c.json({ object: 'dev_browser', id, token: id })
  })
  // In development, clerk-js reports the origin of its page with PATCH. No setting of the emulator depends on that report.
  app.on(['GET', 'PATCH'], '/environment', (c) =>
    c.json(environment(state, new URL(c.req.url).origin, applicationOrigin(c))),
  )

  app.route('/client/sign_ins', signIns(state))
  app.route('/client/sign_ups', signUps(state))
  app.route('/waitlist', waitlist(state))
  app.route('/me/oauth/consent', consents(state))
  app.route('/me', me(state))
  app.route('/me/sessions', mySessions(state))
  app.route('/me', myOrganizations(state))
  app.route('/organizations', organizations(state))

  app.get('/client', async (c) => {
    const client = clientOfBrowser(state, browserOf(state, c))
    return c.json({ response: client ? await sendToBrowser(state, client, c) : null, client: null })
  })
  app.on(['POST', 'PUT'], '/client', async (c) => {
    const client = ensureClient(state, recognise(state, c))
    return c.json({ response: await sendToBrowser(state, client, c), client: null })
  })
  app.delete('/client', (c) => remove(c))
  app.delete('/client/sessions', (c) => remove(c))

  app.route('/client/sessions', reverification(state))
  app.get('/client/sessions/:id', async (c) => {
    const { client, session } = ownSession(state, c)
    return answer(state, c, client, await sendSession(state, session, c))
  })
  app.post('/client/sessions/:id/touch', async (c) => {
    const { client, session } = ownSession(state, c)
    const named = (await readFormFields(c)).active_organization_id
    useSession(state, client, session, typeof named === 'string' ? named : undefined)
    return answer(state, c, client, await sendSession(state, session, c))
  })
  for (const [action, status] of [
    ['end', 'ended'],
    ['remove', 'removed'],
  ] as const) {
    app.post(`/client/sessions/:id/${action}`, async (c) => {
      const { client, session } = ownSession(state, c)
      endSessions(state, client, [session], status)
      return answer(state, c, client, await sendSession(state, session, c))
    })
  }
  app.post('/client/sessions/:id/tokens', async (c) => {
    const { session } = ownSession(state, c)
    const named = (await readFormFields(c)).organization_id
    if (typeof named === 'string') chooseOrganization(state, session, named)
    noteActivity(state, session)
    return c.json({ object: 'token', jwt: await mintSessionToken(state, session, azpOf(c)) })
  })
  app.post('/client/sessions/:id/tokens/:template', async (c) => {
    const { session } = ownSession(state, c)
    const template = jwtTemplateNamed(state, c.req.param('template'))
    return c.json({ object: 'token', jwt: await mintTemplateToken(state, session, template) })
  })

  async function remove(c: Context) {
    const client = clientOfBrowser(state, browserOf(state, c))
    if (client) endSessions(state, client, openSessions(state, client), 'removed')
    return c.json({ response: client ? await sendToBrowser(state, client, c) : null, client: null })
  }
  return app
}
