import type { OAuthApplication } from 'clerklet'
import type { Context } from 'hono'
import { applicationWith, OAuthError } from '../machines/index.ts'
import type { State } from '../state.ts'

/**
 * Authenticates the OAuth client of a request: by HTTP Basic, or by fields of the form. A public client sends only its id.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 RFC 6749}
 * @throws {OAuthError} `invalid_client` when the client is unknown, or its secret is wrong or missing.
 */
export function authenticateClient(
  state: State,
  c: Context,
  form: URLSearchParams,
): OAuthApplication {
  const basic = readBasic(c.req.header('authorization'))
  const id = basic?.id ?? form.get('client_id') ?? ''
  const secret = basic?.secret ?? form.get('client_secret') ?? undefined
  const application = applicationWith(state, id)
  const isKnown =
    application &&
    (application.public ? !secret : secret && state.secrets.get(application.id) === secret)
  if (!application || !isKnown) {
    throw new OAuthError(
      'invalid_client',
      'The client is unknown, or its secret is wrong or missing.',
      401,
    )
  }
  return application
}

function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(header ?? '') ?? []
  if (encoded === undefined) return undefined
  try {
    const [id = '', secret = ''] = atob(encoded).split(':').map(decodeURIComponent)
    return { id, secret }
  } catch {
    throw new OAuthError('invalid_client', 'The Authorization header is malformed.', 401)
  }
}
