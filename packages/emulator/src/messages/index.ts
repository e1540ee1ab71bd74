/** E-mails and templates, which are stored, and text messages, which are only announced by events. */

export { checkCountry, sendCode, sendEmail, sendPrimaryChange, sendSms } from './messages.ts'
export { messageRoutes } from './routes/index.ts'
export { MESSAGES_SHAPES, type MessagesSeed, plantMessages } from './seed.ts'
export type { TemplateSeed } from './templates.ts'
