export * from './camelize.ts'
