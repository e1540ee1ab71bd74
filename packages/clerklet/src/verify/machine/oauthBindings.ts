import { isObject } from '../../core/isObject.ts'
import { audienceOf } from './audience.ts'
import type { OAuthActor, OAuthTokenPayload } from './payloads.ts'

/** What an OAuth access token says of whom it is for and who acts with it, as far as it is of the right kind. */
export function bindings(aud: unknown, act: unknown): Pick<OAuthTokenPayload, 'aud' | 'act'> {
  const audience = audienceOf(aud)
  return {
    ...(audience && { aud: audience }),
    ...(isActor(act) && { act }),
  }
}

function isActor(act: unknown): act is OAuthActor {
  return isObject(act) && typeof act.sub === 'string'
}
