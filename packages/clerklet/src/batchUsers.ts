import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import type { User } from './schemas/user.ts'
import { listUsers } from './users/listUsers.ts'

/** How {@link batchUsers} gathers. */
export interface BatchUsersOptions {
  /** Milliseconds to wait for further calls. Default: 0, which gathers all calls of one tick. */
  wait?: number | undefined
}

interface Waiting {
  answer: Promise<User | undefined>
  resolve: (user: User | undefined) => void
  reject: (reason: unknown) => void
}

/** What one request can ask for. */
const LARGEST_BATCH = 100

/**
 * Makes a function that retrieves a user by id and shares requests: calls that come together become one
 * `GET /users?user_id=…` of at most 100 ids. For Workers, where each request to elsewhere counts.
 *
 * An id that does not exist answers `undefined`. Equal ids share one answer while it is under way; nothing is kept after that.
 *
 * `GET /users` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const userOf = batchUsers(ctx)
 * const authors = await Promise.all(posts.map((post) => userOf(post.author_id)))
 *
 * @throws {ClerkConfigError} when an id is not a non-empty string, or begins with a sign, which the API reads as an operator.
 * @throws {ClerkApiError} in every call of a batch that the API refuses.
 */
export function batchUsers(
  ctx: Context,
  options: BatchUsersOptions = {},
): (userId: string) => Promise<User | undefined> {
  const { wait = 0 } = options
  let gathered = new Map<string, Waiting>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = async () => {
    clearTimeout(timer)
    timer = undefined
    const batch = gathered
    gathered = new Map()
    try {
      const users = await listUsers(ctx, { user_id: [...batch.keys()], limit: LARGEST_BATCH })
      const found = new Map(users.map((user) => [user.id, user]))
      for (const [id, { resolve }] of batch) resolve(found.get(id))
    } catch (error) {
      for (const { reject } of batch.values()) reject(error)
    }
  }

  return async (userId) => {
    if (typeof userId !== 'string' || !/^[^-+\s]/.test(userId)) {
      throw new ClerkConfigError(
        'A user id must be a non-empty string that does not begin with a sign: check what batchUsers was called with',
      )
    }
    let waiting = gathered.get(userId)
    if (!waiting) {
      waiting = newWaiting()
      gathered.set(userId, waiting)
      if (gathered.size === LARGEST_BATCH) send()
      else timer ??= setTimeout(send, wait)
    }
    return waiting.answer
  }
}

function newWaiting(): Waiting {
  const waiting = {} as Waiting
  waiting.answer = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }))
  return waiting
}
