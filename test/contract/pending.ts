import type { OperationName } from './support/call.ts'

/** Operations that have no function yet. A test fails when an operation of this list has a function: remove its line. */
export const pending: OperationName[] = []
