import { type Context, Hono } from 'hono'
import {
  attemptReverification,
  beginReverification,
  prepareReverification,
  type Step,
  type StoredReverification,
  sendReverification,
} from '../../flows/index.ts'
import type { State } from '../../state.ts'
import { answer, sendSession } from '../answers.ts'
import { readForm } from '../forms.ts'
import { type OwnSession, ownSession } from '../signedIn.ts'

/** `/client/sessions/{session_id}/verify`: verifies the user of a session again. */
export function reverification(state: State): Hono {
  const app = new Hono()

  app.post('/:id/verify', async (c) => {
    const own = ownSession(state, c)
    return send(c, own, beginReverification(state, own.session, await readForm(c)))
  })

  for (const step of ['first', 'second'] as Step[]) {
    app.post(`/:id/verify/prepare_${step}_factor`, async (c) => {
      const own = ownSession(state, c)
      return send(c, own, prepareReverification(state, own.session, step, await readForm(c)))
    })
    app.post(`/:id/verify/attempt_${step}_factor`, async (c) => {
      const own = ownSession(state, c)
      return send(c, own, await attemptReverification(state, own.session, step, await readForm(c)))
    })
  }

  async function send(c: Context, { client, session }: OwnSession, begun: StoredReverification) {
    return answer(state, c, client, {
      ...sendReverification(state, session, begun),
      session: await sendSession(state, session, c),
    })
  }
  return app
}
