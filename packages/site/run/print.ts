import inspect from 'object-inspect'

/** Formats a value as a console prints it. A string stays as it is. */
export function print(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { indent: 2, depth: 8 })
}

/** Formats a thrown value: the name and message of an error, and details such as `status` that clerklet's errors have. */
export function printError(error: unknown): string {
  if (!(error instanceof Error)) return `Thrown: ${print(error)}`
  const details = DETAILS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return value === undefined ? [] : [`  ${name}: ${print(value)}`]
  })
  return [`${error.name}: ${error.message}`, ...details].join('\n')
}

const DETAILS = ['status', 'code', 'reason', 'retryAfter']
