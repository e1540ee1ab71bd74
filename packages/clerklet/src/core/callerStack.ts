/** Enough frames to reach the application's own call through `collect`, `paginate` and the functions that these use. */
const LONG_STACK = 30

/** Makes an error whose stack has more than the ten frames that V8 keeps by default. */
export function errorWithLongStack(): Error {
  // Only V8 and JavaScriptCore have `stackTraceLimit`. An application sets it to 0 to turn stacks off.
  const { stackTraceLimit } = Error as { stackTraceLimit?: number }
  if (!stackTraceLimit) return new Error()
  // `Reflect.set` does not throw when the globals are frozen. In that case, the stack is shorter.
  Reflect.set(Error, 'stackTraceLimit', Math.max(stackTraceLimit, LONG_STACK))
  const error = new Error()
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit)
  return error
}

/** Replaces the stack of an error by the stack of `origin`, which leads to the line of the call. */
export function useStackOf(origin: Error, error: Error): void {
  // Only V8 begins a stack with the name of the error.
  const frames = `${origin.stack ?? ''}`.replace(/^Error\n/, '')
  error.stack = `${error.name}: ${error.message}\n${frames}`
}
