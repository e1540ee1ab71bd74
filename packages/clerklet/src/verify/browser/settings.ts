import type { PublishableKey } from '../../instance/parsePublishableKey.ts'
import type { AuthenticateContext } from '../options.ts'

/** The context with its options, and what the publishable key says about the instance, regardless of `proxyUrl`. */
export interface Settings extends AuthenticateContext {
  readonly instance: PublishableKey
}

export function isProduction({ instance }: Settings): boolean {
  return instance.instanceType === 'production'
}
