import type { OperationName } from './support/call.ts'

/** Operations that have no function yet. Remove an operation from this list when it has a function, or a test fails. */
export const pending: OperationName[] = []
