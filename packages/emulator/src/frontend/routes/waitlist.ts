import { Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { required } from '../../core/params.ts'
import { joinWaitlist } from '../../flows/index.ts'
import type { State } from '../../state.ts'
import { readForm } from '../forms.ts'

/** `/waitlist`: adds people to the waitlist, if the sign-up mode of the instance is `waitlist`. */
export function waitlist(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const form = await readForm(c)
    required(form, 'email_address')
    if (state.settings.sign_up.mode !== 'waitlist') {
      throw new Refusal(
        403,
        entry(
          'waitlist_not_accepting_entries',
          'Waitlist not accepting entries',
          'The sign-up mode of the instance is not waitlist.',
        ),
      )
    }
    const { object, id } = joinWaitlist(state, { email_address: form.email_address ?? '' })
    // The status is left out, so that a visitor cannot look up the status of another address.
    return c.json({ object, id })
  })
  return app
}
