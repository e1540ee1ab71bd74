export type { LambdaEvent, LambdaEventV1, LambdaEventV2 } from './events.ts'
export { toRequest } from './toRequest.ts'
export { type LambdaResult, toResult } from './toResult.ts'
