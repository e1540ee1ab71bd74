export * from './createTestingToken.ts'
