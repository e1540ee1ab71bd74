export * from './bulkCreateEmails.ts'
export * from './createEmail.ts'
export * from './getEmail.ts'
