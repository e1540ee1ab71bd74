export * from './getJwks.ts'
