import type { OperationName } from './support/call.ts'

/** Operations that have no function yet. A test fails when one of them has one: remove its line then. */
export const pending: OperationName[] = []
