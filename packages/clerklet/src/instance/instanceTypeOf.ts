import type { PublishableKey } from './parsePublishableKey.ts'

/**
 * The type of the instance of a publishable or secret key, according to its prefix. The oldest keys begin with `test_` or
 * `live_`. Undefined for any other text.
 *
 * @example
 * instanceTypeOf('pk_live_Y2xlcmsuZXhhbXBsZS5jb20k') // 'production'
 */
export function instanceTypeOf(key: string): PublishableKey['instanceType'] | undefined {
  const [, kind] = /^(?:[ps]k_)?(test|live)_/.exec(key) ?? []
  if (!kind) return undefined
  return kind === 'test' ? 'development' : 'production'
}
