import type { PublishableKey } from '../../instance/parsePublishableKey.ts'
import type { AuthenticateContext } from '../options.ts'

/** The context and the options, and the instance that the publishable key names, regardless of `proxyUrl`. */
export interface Settings extends AuthenticateContext {
  readonly instance: PublishableKey
}

export function isProduction({ instance }: Settings): boolean {
  return instance.instanceType === 'production'
}
