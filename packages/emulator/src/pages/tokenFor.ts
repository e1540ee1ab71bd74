import { entry, notFound, Refusal } from '../core/errors.ts'
import { holdersOf, userOf } from '../identity/index.ts'
import {
  addSession,
  jwtTemplateNamed,
  mintSessionToken,
  mintTemplateToken,
} from '../sessions/index.ts'
import type { State } from '../state.ts'

/** The user and the options of a token. */
export interface TokenParams {
  /** An id, a username, an e-mail address or a phone number. */
  user: string
  /** An id or a slug; `null` means none. Default: the organization that the user joined last. */
  organization?: string | null
  /** The authorized party: the origin to which the token is issued. Default: none. */
  azp?: string
  /** The name of a JWT template. Without a template, the token is a session token. */
  template?: string
  /** Seconds from now. A negative number creates an expired token. */
  expires_in?: number
  /** Additional claims of a session token. */
  claims?: Record<string, unknown>
}

/** Signs a user in, and returns a token of the session. */
export async function tokenFor(
  state: State,
  { user, organization, azp, template, expires_in: expiresIn, claims }: TokenParams,
) {
  const { id } = userOf(state, userNamed(state, user))
  // An unknown template is refused before the user is signed in.
  const chosen = template === undefined ? undefined : jwtTemplateNamed(state, template)
  const session = addSession(state, id, { organizationId: organizationNamed(state, organization) })
  const jwt = chosen
    ? await mintTemplateToken(state, session, chosen, expiresIn)
    : await mintSessionToken(state, session, { azp, expiresIn, claims })
  return {
    object: 'token',
    jwt,
    session_id: session.id,
    user_id: id,
    organization_id: session.last_active_organization_id,
  }
}

/** Returns the id of the only user whose id, username, e-mail address or phone number is `name`. Refuses other names. */
function userNamed(state: State, name: string): string {
  if (state.users.get(name)) return name
  const found = new Set(
    (['username', 'email', 'phone'] as const).flatMap((kind) => holdersOf(state, kind, name)),
  )
  const [id, ...others] = found
  if (id === undefined) {
    throw notFound(
      `There is no user whose id, username, e-mail address or phone number is ${JSON.stringify(name)}.`,
    )
  }
  if (others.length) {
    throw new Refusal(
      409,
      entry(
        'conflict',
        'Several users',
        `${JSON.stringify(name)} is unverified, and belongs to several users: name one by its id, ${[...found].join(' or ')}.`,
      ),
    )
  }
  return id
}

function organizationNamed(
  { organizations }: State,
  name: string | null | undefined,
): string | null | undefined {
  if (name === null || name === undefined || organizations.get(name)) return name
  for (const { id, slug } of organizations) if (slug === name) return id
  throw notFound(`There is no organization whose id or slug is ${JSON.stringify(name)}.`)
}
