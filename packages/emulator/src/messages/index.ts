/** E-mails, text messages and templates. */

export { checkCountry, sendCode, sendEmail, sendPrimaryChange, sendSms } from './messages.ts'
export { messageRoutes } from './routes/index.ts'
export { MESSAGES_SHAPES, type MessagesSeed, plantMessages } from './seed.ts'
export type { OutgoingMessage } from './store.ts'
export type { TemplateSeed } from './templates.ts'
