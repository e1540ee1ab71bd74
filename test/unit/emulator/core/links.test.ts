import {
  createInvitation,
  createOAuthApplication,
  createOrganizationInvitation,
  createSignInToken,
  createWaitlistEntry,
  inviteWaitlistEntry,
  listInvitations,
  listOAuthApplications,
  listOrganizationInvitations,
} from 'clerklet'
import { createEmulator, type EmulatorOptions } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const seed = {
  users: [{ id: 'user_ada', email_address: ['ada@example.com'] }],
  organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
  invitations: [{ email_address: 'grace@example.com' }],
  oauthApplications: [{ name: 'Notes', redirect_uris: ['https://notes.example.com/callback'] }],
}
const HERE = 'http://localhost:4010'

/** Collects the links in the resources and e-mails of an emulator. Some resources are seeded, and some are created here. */
async function links(emulator: ReturnType<typeof emulate>): Promise<(string | null | undefined)[]> {
  const { strict } = emulator
  const created = await createInvitation(strict, { email_address: 'alan@example.com' })
  await createOrganizationInvitation(strict, 'org_acme', {
    email_address: 'hedy@example.com',
    role: 'org:member',
  })
  const signIn = await createSignInToken(strict, { user_id: 'user_ada' })
  const waiting = await createWaitlistEntry(strict, { email_address: 'mary@example.com' })
  const { invitation } = await inviteWaitlistEntry(strict, waiting.id)
  const application = await createOAuthApplication(strict, { name: 'Calendar' })
  const applications = await listOAuthApplications(strict)
  return [
    created.url,
    signIn.url,
    invitation?.url,
    application.discovery_url,
    ...(await listInvitations(strict)).data.map(({ url }) => url),
    ...(await listOrganizationInvitations(strict, 'org_acme')).data.map(({ url }) => url),
    ...applications.data.flatMap((one) => [
      one.authorize_url,
      one.token_fetch_url,
      one.user_info_url,
      one.discovery_url,
      one.token_introspection_url,
    ]),
    ...emulator.webhooks
      .filter(({ type }) => type === 'email.created')
      .map(({ data }) => (data as { data: { action_url?: string } }).data.action_url)
      // The e-mail that confirms an entry of the waitlist has no link.
      .filter((link) => link !== undefined),
  ]
}

test('default: the host of links is that of the issuer of tokens', async () => {
  const emulator = emulate({ seed })
  const { frontendApi } = emulator.instance
  for (const link of await links(emulator)) {
    expect(new URL(`${link}`).origin).toBe(`https://${frontendApi}`)
  }
})

test('args: links point to url', async () => {
  const emulator = emulate({ seed, url: HERE })
  const found = await links(emulator)
  expect(found.length).toBeGreaterThan(15)
  for (const link of found) expect(new URL(`${link}`).origin).toBe(HERE)
})

test('behavior: all links point to the current url, also those of earlier resources', async () => {
  const emulator = emulate({ seed })
  const before = emulator.snapshot()
  emulator.url = HERE
  for (const link of await links(emulator)) expect(new URL(`${link}`).origin).toBe(HERE)
  emulator.restore(before)
  expect(emulator.url).toBe(HERE)
  for (const link of await links(emulator)) expect(new URL(`${link}`).origin).toBe(HERE)
  emulator.reset()
  for (const link of await links(emulator)) expect(new URL(`${link}`).origin).toBe(HERE)
})

test('behavior: a link to a page of the application does not change', async () => {
  const { strict } = emulate({ url: HERE })
  const { url } = await createInvitation(strict, {
    email_address: 'alan@example.com',
    redirect_url: 'https://app.example.com/welcome?from=mail',
  })
  expect(url).toMatch(/^https:\/\/app\.example\.com\/welcome\?from=mail&__clerk_ticket=\w+$/)
})

test('behavior: listen sets url, and the links of tickets lead to pages of the emulator', async () => {
  const emulator = createEmulator({ seed })
  const { url, close } = await listen(emulator)
  expect(emulator.url).toBe(url)
  const { url: link } = await createSignInToken(emulator.ctx, { user_id: 'user_ada' })
  const answer = await fetch(`${link}`)
  expect(answer.status).toBe(200)
  expect(answer.url).toBe(`${url}/sign-in?__clerk_status=complete`)
  expect(await answer.text()).toContain('Sign in')
  await close()
  expect(emulator.url).toBe(undefined)
})

test('behavior: listen keeps a given url', async () => {
  const emulator = createEmulator({ seed, url: 'https://clerk.localhost' })
  const { close } = await listen(emulator)
  expect(emulator.url).toBe('https://clerk.localhost')
  await close()
  expect(emulator.url).toBe('https://clerk.localhost')
})

test.each(['localhost:4010', 'http://localhost:4010/', 'ftp://localhost', '', 7])(
  'error: url %j',
  (url) => {
    // Callers without types may pass anything.
    const options = { url } as EmulatorOptions
    const message = 'url must be an origin, such as http://localhost:4010'
    expect(() => createEmulator(options)).toThrow(message)
    const emulator = createEmulator()
    expect(() => Object.assign(emulator, options)).toThrow(message)
  },
)
