export * from './createBlocklistIdentifier.ts'
export * from './deleteBlocklistIdentifier.ts'
export * from './listBlocklistIdentifiers.ts'
