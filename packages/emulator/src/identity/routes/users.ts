import type { User } from 'clerklet'
import { Hono } from 'hono'
import { addImage, readImage } from '../../core/images.ts'
import { queryOf } from '../../core/lists.ts'
import { pageOf } from '../../core/pagination.ts'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { asOfNow, setLocked } from '../lockouts.ts'
import {
  type MetadataParams,
  mergeUserMetadata,
  replaceUserMetadata,
  USER_METADATA,
} from '../metadata.ts'
import { removeProfileImage, setProfileImage } from '../profileImages.ts'
import { countUsers, selectUsers } from '../userFilters.ts'
import { touch, userOf } from '../users.ts'

/** The routes of `/users` for users themselves. Routes that also concern sessions are in `flows`. */
export function users(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const { limit, offset } = pageOf(query)
    const page: User[] = []
    let skipped = 0
    for (const user of selectUsers(state, query)) {
      if (skipped++ < offset) continue
      page.push(asOfNow(state, user))
      if (page.length === limit) break
    }
    return c.json(page)
  })

  app.get('/count', (c) =>
    c.json({ object: 'total_count', total_count: countUsers(state, queryOf(c)) }),
  )

  for (const [name, locked] of [
    ['lock', true],
    ['unlock', false],
  ] as const) {
    app.post(`/:id/${name}`, (c) => {
      const user = userOf(state, c.req.param('id'))
      setLocked(state, user, locked)
      return c.json(touch(state, user))
    })
  }

  app.get('/:id', (c) => c.json(userOf(state, c.req.param('id'))))

  for (const [method, change] of [
    ['PATCH', mergeUserMetadata],
    ['PUT', replaceUserMetadata],
  ] as const) {
    app.on(method, '/:id/metadata', async (c) => {
      const user = userOf(state, c.req.param('id'))
      change(user, await readBody<MetadataParams>(c, USER_METADATA))
      return c.json(touch(state, user))
    })
  }

  app.post('/:id/profile_image', async (c) => {
    const user = userOf(state, c.req.param('id'))
    setProfileImage(user, await addImage(c, state, user.id, await readImage(c)))
    return c.json(touch(state, user))
  })

  app.delete('/:id/profile_image', (c) => {
    const user = userOf(state, c.req.param('id'))
    removeProfileImage(user)
    return c.json(touch(state, user))
  })
  return app
}
