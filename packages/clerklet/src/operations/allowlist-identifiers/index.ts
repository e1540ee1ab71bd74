export * from './createAllowlistIdentifier.ts'
export * from './deleteAllowlistIdentifier.ts'
export * from './listAllowlistIdentifiers.ts'
