import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { PATIENCE, type Shared, share } from '../core/shared.ts'
import { settledWithin } from '../core/timers.ts'
import { listUsers } from '../operations/users/listUsers.ts'
import type { User } from '../schemas/user.ts'

/** How {@link batchUsers} gathers. */
export interface BatchUsersOptions {
  /** Milliseconds to wait for further calls. Default: 0, which gathers all calls of one tick. */
  wait?: number | undefined
}

/** The most ids in one request. */
const LARGEST_BATCH = 100

/** The users of a batch by id. */
type Users = Map<string, User>

/**
 * Makes a function that retrieves a user by id and shares requests: calls that come together become one
 * `GET /users?user_id=…` of at most 100 ids. For Workers, where the number of subrequests is limited.
 *
 * The function resolves to `undefined` for an id that does not exist. Equal ids share one result while a batch is gathered;
 * nothing is cached after that. The function may be kept for the life of an isolate: when the request that began a batch is
 * cancelled, a call that joined it waits for a second and then begins a batch of its own.
 *
 * `GET /users` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const userOf = batchUsers(ctx)
 * const authors = await Promise.all(posts.map((post) => userOf(post.author_id)))
 *
 * @throws {ClerkConfigError} when `wait` is not a number of milliseconds, an id is not a non-empty string, or an id begins
 *   with a sign, which the API reads as an operator.
 * @throws {ClerkApiError} in every call of a batch that the API refuses.
 */
export function batchUsers(
  ctx: Context,
  options: BatchUsersOptions = {},
): (userId: string) => Promise<User | undefined> {
  const { wait = 0 } = options ?? {}
  if (!(typeof wait === 'number' && wait >= 0 && wait < Infinity)) {
    throw new ClerkConfigError(
      `batchUsers takes a number of milliseconds from 0 to wait for further calls, and was given { wait: ${String(wait)} }`,
    )
  }
  const gathered: Shared<Users> = {}
  let ids = new Set<string>()
  let send = () => {}

  /** Gathers a batch and sends it once it is due or full. */
  const gather = async (): Promise<Users> => {
    const own = new Set<string>()
    const full = new Promise<void>((resolve) => {
      send = resolve
    })
    ids = own
    await settledWithin(wait, full)
    // Calls that come from now on begin another batch.
    if (ids === own) gathered.current = undefined
    const users = await listUsers(ctx, { user_id: [...own], limit: LARGEST_BATCH })
    return new Map(users.map((user) => [user.id, user]))
  }

  return async (userId) => {
    if (typeof userId !== 'string' || !/^[^-+\s]/.test(userId)) {
      throw new ClerkConfigError(
        'A user id must be a non-empty string that does not begin with a sign: check what batchUsers was called with',
      )
    }
    const add = () => {
      ids.add(userId)
      if (ids.size < LARGEST_BATCH) return
      gathered.current = undefined
      send()
    }
    const begin = () => {
      const users = gather()
      add()
      return users
    }
    const users = await share(gathered, begin, { patience: wait + PATIENCE, onJoin: add })
    return users.get(userId)
  }
}
