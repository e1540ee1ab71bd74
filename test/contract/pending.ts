import type { OperationName } from './support/call.ts'

/** Operations that have no function yet. A test fails when one of them has: then its line goes. */
export const pending: OperationName[] = []
