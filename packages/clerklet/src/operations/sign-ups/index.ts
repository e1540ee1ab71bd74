export * from './getSignUp.ts'
export * from './updateSignUp.ts'
