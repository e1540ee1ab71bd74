import type { EmailAddress, PhoneNumber, User } from 'clerklet'
import { Hono } from 'hono'
import { entry, notFound, Refusal } from '../../core/errors.ts'
import { addImage, readImage } from '../../core/images.ts'
import { required } from '../../core/params.ts'
import {
  changeOwnPassword,
  checkAttributes,
  removeOwnPassword,
  removeUser,
} from '../../flows/index.ts'
import {
  type ContactKind,
  EMAIL,
  mergeUserMetadata,
  PHONE,
  removeProfileImage,
  setProfileImage,
  touch,
  type UserChanges,
  updateUser,
} from '../../identity/index.ts'
import type { State } from '../../state.ts'
import { answer } from '../answers.ts'
import { type Form, parseObject, readForm } from '../forms.ts'
import { sendUser } from '../sendUser.ts'
import { signedIn } from '../signedIn.ts'

const NAMES = ['first_name', 'last_name', 'username'] as const
const PRIMARY = [
  'primary_email_address_id',
  'primary_phone_number_id',
  'primary_web3_wallet_id',
] as const

/** `/me`: the signed-in user. */
export function me(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const { client, user } = signedIn(state, c)
    return answer(state, c, client, sendUser(state, user))
  })

  app.patch('/', async (c) => {
    const { client, user } = signedIn(state, c)
    const form = await readForm(c)
    checkChanges(form)
    updateUser(state, user, changesOf(form), () => {})
    return answer(state, c, client, sendUser(state, touch(state, user)))
  })

  app.delete('/', (c) => {
    const { client, user } = signedIn(state, c)
    checkMayDelete(user)
    const { id } = user
    removeUser(state, user)
    return answer(state, c, client, { object: 'user', id, deleted: true })
  })

  app.patch('/metadata', async (c) => {
    const { client, user } = signedIn(state, c)
    const form = await readForm(c)
    required(form, 'unsafe_metadata')
    const unsafe_metadata = parseObject('unsafe_metadata', form.unsafe_metadata ?? '')
    mergeUserMetadata(user, { unsafe_metadata })
    return answer(state, c, client, sendUser(state, touch(state, user)))
  })

  app.post('/profile_image', async (c) => {
    const { client, user } = signedIn(state, c)
    const form = await readImage(c)
    const public_url = await addImage(c, state, user.id, form)
    setProfileImage(user, public_url)
    touch(state, user)
    const id = public_url.slice(public_url.lastIndexOf('/') + 1)
    const { name } = form.file
    return answer(state, c, client, { object: 'image', id, name, public_url })
  })

  app.delete('/profile_image', (c) => {
    const { client, user } = signedIn(state, c)
    removeProfileImage(user)
    touch(state, user)
    return answer(state, c, client, { object: 'image', deleted: true })
  })

  app.post('/change_password', async (c) => {
    const { client, user, session } = signedIn(state, c)
    await changeOwnPassword(state, user, session, await readForm(c))
    return answer(state, c, client, sendUser(state, user))
  })

  app.post('/remove_password', async (c) => {
    const { client, user } = signedIn(state, c)
    await removeOwnPassword(state, user, await readForm(c))
    return answer(state, c, client, sendUser(state, user))
  })

  contacts(EMAIL, '/email_addresses')
  contacts(PHONE, '/phone_numbers')

  function contacts<T extends EmailAddress | PhoneNumber>(kind: ContactKind<T>, path: string) {
    app.get(path, (c) => c.json(kind.of(signedIn(state, c).user)))
    app.get(`${path}/:id`, (c) => {
      const { client, user } = signedIn(state, c)
      const id = c.req.param('id')
      const contact = kind.of(user).find((one) => one.id === id)
      if (!contact) throw notFound(`The user has no ${kind.title} with id ${id}`)
      return answer(state, c, client, contact)
    })
  }

  /** Refuses an attribute that is off in the instance, and an empty value for a required attribute. */
  function checkChanges(form: Form): void {
    checkAttributes(state, form)
    const { attributes } = state.settings
    for (const name of NAMES) {
      if (form[name] !== undefined && attributes[name] === 'required') required(form, name)
    }
  }
  return app
}

/** Reads the changes of a user from a form. An empty text removes a name. */
function changesOf(form: Form): UserChanges {
  const changes: UserChanges = {}
  for (const name of NAMES) {
    if (form[name] !== undefined) changes[name] = form[name] || null
  }
  for (const name of PRIMARY) if (form[name]) changes[name] = form[name]
  const { unsafe_metadata } = form
  if (unsafe_metadata) {
    changes.unsafe_metadata = parseObject('unsafe_metadata', unsafe_metadata)
  }
  return changes
}

function checkMayDelete({ delete_self_enabled }: User): void {
  if (delete_self_enabled) return
  throw new Refusal(
    403,
    entry(
      'authorization_invalid',
      'Unauthorized request',
      'Users may not delete themselves: delete_self_enabled of the user is false.',
    ),
  )
}
