import { invalid } from './errors.ts'

/** Parses a URL to which browsers may be redirected. Refuses credentials, and schemes other than http and https. */
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
