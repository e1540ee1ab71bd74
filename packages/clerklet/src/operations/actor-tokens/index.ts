export * from './createActorToken.ts'
export * from './revokeActorToken.ts'
