import { isObject } from '../../core/isObject.ts'
import { audienceOf } from './audience.ts'
import type { OAuthActor, OAuthTokenPayload } from './payloads.ts'

/** Returns the audience and the actor of an OAuth access token. Leaves out a malformed value. */
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
