export * from './completeAccountlessApplication.ts'
export * from './createAccountlessApplication.ts'
