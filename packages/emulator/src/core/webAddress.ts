import { invalid } from './errors.ts'

/**
 * Reads an address that browsers may be sent to: any host over http or https, as for every development instance, and no other
 * scheme.
 */
export function webAddress(param: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw invalid(
      param,
      'form_param_value_invalid',
      'is invalid',
      `${param} must be an absolute http or https URL without credentials.`,
    )
  }
  return url
}
