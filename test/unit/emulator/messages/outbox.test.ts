import { createEmail, createInvitation, createUser } from 'clerklet'
import type { OutgoingMessage } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const seed = {
  users: [{ id: 'user_ada', email_address: ['ada@example.com'], phone_number: ['+14155552671'] }],
}
const HERE = 'http://localhost:4010'

/** Makes an emulator, and records the messages that `onMessage` gets. */
function watch() {
  const received: OutgoingMessage[] = []
  const emulator = emulate({ seed, url: HERE, onMessage: (message) => received.push(message) })
  /** Starts a sign-in, and requests a code. */
  const askCode = async (identifier: string, strategy: 'email_code' | 'phone_code') => {
    const send = (path: string, form: Record<string, string>, cookie = '') =>
      emulator.fetch(`${HERE}/v1/client${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { cookie },
      })
    const begun = await send('/sign_ins', { identifier })
    const cookie = begun.headers.getSetCookie().map((line) => `${line.split(';')[0]}`)
    const { response } = (await begun.json()) as {
      response: { id: string; supported_first_factors: Record<string, string>[] }
    }
    const factor = response.supported_first_factors.find((one) => one.strategy === strategy)
    const path = `/sign_ins/${response.id}/prepare_first_factor`
    return send(path, { ...factor }, cookie.join('; '))
  }
  return { emulator, received, askCode }
}

test('default: an e-mail has its code', async () => {
  const { emulator, received, askCode } = watch()
  expect((await askCode('ada@example.com', 'email_code')).status).toBe(200)
  const [sent] = emulator.webhooks
    .filter(({ type }) => type === 'email.created')
    .map(({ data }) => data as { id: string; data: { otp_code: string } })
  const otp_code = sent?.data.otp_code
  expect(emulator.messages).toEqual([
    {
      object: 'message',
      id: sent?.id,
      channel: 'email',
      to: 'ada@example.com',
      subject: `${otp_code} is your verification code`,
      body: expect.stringContaining(`${otp_code}`),
      code: otp_code,
      link: null,
      delivered_by_clerk: true,
      created_at: NOON,
    },
  ])
  expect(received).toEqual(emulator.messages)
})

test('behavior: a text message has its code', async () => {
  const { emulator, received, askCode } = watch()
  expect((await askCode('+14155552671', 'phone_code')).status).toBe(200)
  expect(emulator.messages).toEqual([
    {
      object: 'message',
      id: expect.stringMatching(/^sms_/),
      channel: 'sms',
      to: '+14155552671',
      subject: null,
      body: expect.stringContaining(`${received[0]?.code}`),
      code: expect.stringMatching(/^\d{6}$/),
      link: null,
      delivered_by_clerk: true,
      created_at: NOON,
    },
  ])
})

test('behavior: an invitation has its link', async () => {
  const { emulator } = watch()
  const { url } = await createInvitation(emulator.strict, { email_address: 'grace@example.com' })
  expect(emulator.messages).toMatchObject([
    { to: 'grace@example.com', subject: 'You are invited', code: null, link: url },
  ])
  expect(url).toMatch(/^http:\/\/localhost:4010\/v1\/tickets\/accept\?ticket=\w+$/)
  expect(emulator.messages[0]?.body).toContain(url)
})

test('behavior: the body of an e-mail of the application is its text, or else its HTML', async () => {
  const { emulator } = watch()
  const from = { address: 'shop@example.com' }
  const to = { user_id: 'user_ada' }
  await createEmail(emulator.strict, { from, to, subject: 'One', html: '<b>1</b>', text: '1' })
  await createEmail(emulator.strict, { from, to, subject: 'Two', html: '<b>2</b>' })
  expect(emulator.messages).toMatchObject([
    { to: 'ada@example.com', subject: 'One', body: '1', code: null, link: null },
    { to: 'ada@example.com', subject: 'Two', body: '<b>2</b>' },
  ])
})

test('behavior: no message is sent by a seed, or to a test address', async () => {
  const { emulator, received, askCode } = watch()
  emulator.seed({
    users: [{ email_address: ['alan+clerk_test@example.com'] }],
    invitations: [{ email_address: 'grace@example.com' }],
  })
  await askCode('alan+clerk_test@example.com', 'email_code')
  await createUser(emulator.strict, { email_address: ['hedy@example.com'] })
  expect(emulator.messages).toEqual([])
  expect(received).toEqual([])
})

test('behavior: a snapshot contains the messages, and restoring it sends none again', async () => {
  const { emulator, received } = watch()
  await createInvitation(emulator.strict, { email_address: 'grace@example.com' })
  const before = emulator.messages
  const snapshot = emulator.snapshot()
  emulator.reset()
  expect(emulator.messages).toEqual([])
  emulator.restore(JSON.parse(JSON.stringify(snapshot)))
  expect(emulator.messages).toEqual(before)
  expect(received).toHaveLength(1)
})

test('behavior: the last 1 000 messages are kept', async () => {
  const { emulator, received } = watch()
  const from = { address: 'shop@example.com' }
  const to = { user_id: 'user_ada' }
  for (let i = 0; i < 1003; i++) {
    await createEmail(emulator.strict, { from, to, subject: `${i}`, text: 'x' })
  }
  expect(received).toHaveLength(1003)
  expect(emulator.messages).toHaveLength(1000)
  expect(emulator.messages[0]?.subject).toBe('3')
})

test('behavior: changing a returned message does not change the stored one', async () => {
  const { emulator, received } = watch()
  await createInvitation(emulator.strict, { email_address: 'grace@example.com' })
  Object.assign(received[0] ?? {}, { to: 'mallory@example.com' })
  Object.assign(emulator.messages[0] ?? {}, { to: 'mallory@example.com' })
  expect(emulator.messages[0]?.to).toBe('grace@example.com')
})
