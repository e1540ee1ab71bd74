/** What other modules and the files at the top may use of messages: e-mails, text messages, and their templates. */

export { checkCountry, sendCode, sendEmail, sendPrimaryChange, sendSms } from './messages.ts'
export { messageRoutes } from './routes/index.ts'
export { MESSAGES_SHAPES, type MessagesSeed, plantTemplates } from './seed.ts'
export type { TemplateSeed } from './templates.ts'
