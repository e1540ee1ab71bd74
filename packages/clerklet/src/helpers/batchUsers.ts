import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { PATIENCE, type Shared, share } from '../core/shared.ts'
import { settledWithin } from '../core/timers.ts'
import { listUsers } from '../operations/users/listUsers.ts'
import type { User } from '../schemas/user.ts'

/** Options of {@link batchUsers}. */
export interface BatchUsersOptions {
  /** Milliseconds to wait for further calls. Default: 0, which gathers all calls of one tick. */
  wait?: number | undefined
}

/** The largest number of ids in one request. */
const LARGEST_BATCH = 100

/** The users of a batch by id. */
type Users = Map<string, User>

/**
 * Makes a function that retrieves a user by id, and that combines concurrent calls into one `GET /users?user_id=…` of at most
 * 100 ids. For Workers, where the number of subrequests is limited.
 *
 * The function resolves to `undefined` for an id that does not exist. Calls with the same id in one batch share the result;
 * results are not cached. The function may be kept for the life of an isolate: when the request that began a batch is
 * cancelled, a call that joined the batch begins its own batch, a second after `wait` has passed.
 *
 * `GET /users` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const userOf = batchUsers(ctx)
 * const authors = await Promise.all(posts.map((post) => userOf(post.author_id)))
 *
 * @throws {ClerkConfigError} when `wait` is not a number of milliseconds, when an id is not a non-empty string, and when an id
 *   begins with white space, `+` or `-`. The API reads `+` and `-` as operators.
 * @throws {ClerkApiError} in every call of a batch whose response is not a success.
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

  /** Gathers ids until `wait` has passed or the batch is full, and then sends it. */
  const gather = async (): Promise<Users> => {
    const own = new Set<string>()
    const full = new Promise<void>((resolve) => {
      send = resolve
    })
    ids = own
    await settledWithin(wait, full)
    // Later calls begin another batch.
    if (ids === own) gathered.current = undefined
    const users = await listUsers(ctx, { user_id: [...own], limit: LARGEST_BATCH })
    return new Map(users.map((user) => [user.id, user]))
  }

  return async (userId) => {
    if (typeof userId !== 'string' || !/^[^-+\s]/.test(userId)) {
      throw new ClerkConfigError(
        'A user id must be a non-empty string that does not begin with + or -: check the ids',
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
