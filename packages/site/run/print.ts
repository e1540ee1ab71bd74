import inspect from 'object-inspect'

/** A value as a console prints it. Text stays as it is. */
export function print(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { indent: 2, depth: 8 })
}

/** The message of an error, and what the errors of clerklet tell besides. */
export function printError(error: unknown): string {
  if (!(error instanceof Error)) return `Thrown: ${print(error)}`
  const details = DETAILS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return value === undefined ? [] : [`  ${name}: ${print(value)}`]
  })
  return [`${error.name}: ${error.message}`, ...details].join('\n')
}

const DETAILS = ['status', 'code', 'reason', 'retryAfter']
