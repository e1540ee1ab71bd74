import type { PublishableKey } from './parsePublishableKey.ts'

/** Which kind of instance a publishable or secret key is for, by its prefix; the oldest keys have no `pk_` or `sk_`. */
export function instanceTypeOf(key: string): PublishableKey['instanceType'] | undefined {
  const [, kind] = /^(?:[ps]k_)?(test|live)_/.exec(key) ?? []
  if (!kind) return undefined
  return kind === 'test' ? 'development' : 'production'
}
