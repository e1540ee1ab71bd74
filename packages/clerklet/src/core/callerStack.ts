/** Frames that lead from here to the caller, through `collect` and `paginate` and the functions that these use. */
const LONG_STACK = 30

/** An error with a longer stack than the ten frames that V8 keeps by default. */
export function errorWithLongStack(): Error {
  // Only V8 and JavaScriptCore have a limit. 0 is a wish for no stacks.
  const { stackTraceLimit } = Error as { stackTraceLimit?: number }
  if (!stackTraceLimit) return new Error()
  // Where the globals are frozen, the stack is shorter.
  Reflect.set(Error, 'stackTraceLimit', Math.max(stackTraceLimit, LONG_STACK))
  const error = new Error()
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit)
  return error
}

/** Gives an error the stack of where the call was made. */
export function useStackOf(origin: Error, error: Error): void {
  // Only V8 begins a stack with the name of the error.
  const frames = `${origin.stack ?? ''}`.replace(/^Error\n/, '')
  error.stack = `${error.name}: ${error.message}\n${frames}`
}
