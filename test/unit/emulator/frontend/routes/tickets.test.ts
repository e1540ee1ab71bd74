import {
  createInvitation,
  createOrganizationInvitation,
  getOrganizationInvitation,
  listInvitations,
  listUsers,
  revokeInvitation,
  revokeOrganizationInvitation,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { createBrowser } from '#fixtures/browser.ts'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'

const FAPI = 'http://localhost:4010'
const WELCOME = 'https://app.example.com/welcome?from=mail'
const NEW = 'new@example.com'
const ADA = 'ada@example.com'

function world(settings: Seed['settings'] = {}) {
  const emulator = emulate({
    url: FAPI,
    seed: {
      settings,
      users: [{ id: 'user_ada', email_address: [ADA], password: 'analytical' }],
      organizations: [{ id: 'org_acme', name: 'Acme' }],
    },
  })
  const ctx = emulator.strict
  /** Opens a link in the browser with the given token. Returns the status, the error code and the target of the redirect. */
  const follow = async (link: string | null | undefined, browser = '') => {
    const answer = await emulator.fetch(`${link}`, {
      headers: { cookie: `__client=${browser}` },
      redirect: 'manual',
    })
    const text = await answer.text()
    return {
      status: answer.status,
      code: text ? JSON.parse(text).errors[0].code : undefined,
      url: new URL(answer.headers.get('location') ?? 'none:'),
    }
  }
  return { emulator, ctx, follow }
}

const ways = [
  [
    'an organization',
    async ({ ctx }: ReturnType<typeof world>, email_address: string, redirect_url?: string) => {
      const { id, url } = await createOrganizationInvitation(ctx, 'org_acme', {
        email_address,
        role: 'org:member',
        redirect_url,
      })
      const read = async () => (await getOrganizationInvitation(ctx, 'org_acme', id)).status
      const revoke = () => revokeOrganizationInvitation(ctx, 'org_acme', id, {})
      return { url: `${url}`, read, revoke }
    },
  ],
  [
    'the application',
    async ({ ctx }: ReturnType<typeof world>, email_address: string) => {
      const { id, url } = await createInvitation(ctx, { email_address, ignore_existing: true })
      const read = async () =>
        (await listInvitations(ctx)).data.find((one) => one.id === id)?.status
      return { url: `${url}`, read, revoke: () => revokeInvitation(ctx, id) }
    },
  ],
] as const

describe.each(ways)('the link of an invitation to %s', (_, invite) => {
  test('default: it redirects a new user to the sign-up page with the ticket, and creates no user', async () => {
    const here = world({ urls: { sign_up_url: 'https://app.example.com/sign-up?a=b' } })
    const { url, read } = await invite(here, NEW)
    const { status, url: target } = await here.follow(url)
    expect(status).toBe(303)
    expect(target.origin + target.pathname).toBe('https://app.example.com/sign-up')
    const { a, __clerk_status, __clerk_ticket } = Object.fromEntries(target.searchParams)
    expect({ a, __clerk_status }).toEqual({ a: 'b', __clerk_status: 'sign_up' })
    expect(await listUsers(here.ctx, { email_address: [NEW] })).toEqual([])
    expect(await read()).toBe('pending')
    const page = await openPage(here.emulator)
    const form = { strategy: 'ticket', ticket: `${__clerk_ticket}` }
    expect((await page.post('/sign_ups', form)).response).toMatchObject({
      status: 'complete',
      email_address: NEW,
    })
    expect(await read()).toBe('accepted')
  })

  test('behavior: it redirects an existing user to the sign-in page with the ticket', async () => {
    const here = world({ urls: { sign_in_url: 'https://app.example.com/sign-in' } })
    const { url, read } = await invite(here, ADA)
    const { url: target } = await here.follow(url)
    expect(target.origin + target.pathname).toBe('https://app.example.com/sign-in')
    expect(target.searchParams.get('__clerk_status')).toBe('sign_in')
    expect(await read()).toBe('pending')
    const page = await openPage(here.emulator)
    const ticket = `${target.searchParams.get('__clerk_ticket')}`
    expect((await page.post('/sign_ins', { ticket })).response).toMatchObject({
      status: 'complete',
    })
    expect(await read()).toBe('accepted')
  })

  test('behavior: it accepts the invitation at once for the signed-in user', async () => {
    const here = world()
    const { url, read } = await invite(here, ADA)
    const page = await openPage(here.emulator, { as: 'user_ada' })
    const { url: target } = await here.follow(url, page.browser)
    expect(target.href).toBe(`${FAPI}/sign-in?__clerk_status=complete`)
    expect(await read()).toBe('accepted')
  })

  test('behavior: without pages of the application, a click on the sign-in page of the emulator accepts', async () => {
    const here = world({ attributes: { first_name: 'required' } })
    const browser = createBrowser({ [FAPI]: here.emulator.fetch })
    for (const address of [NEW, ADA]) {
      const { url, read } = await invite(here, address)
      const { url: shown, response } = await browser.visit(url)
      expect(shown.pathname).toBe('/sign-in')
      const [, ticket = ''] =
        /name="ticket" value="([^"]+)"/.exec(await response.clone().text()) ?? []
      expect(await response.text()).toContain(
        `Accept the invitation as <strong>${address}</strong>`,
      )
      const done = await browser.visit(shown.href, { ticket })
      expect(await done.response.text()).toContain(`Signed in as <strong>${address}`)
      expect(await read()).toBe('accepted')
      const again = await browser.visit(shown.href)
      expect(await again.response.text()).not.toContain('name="ticket"')
    }
  })

  test('error: a revoked and an expired invitation', async () => {
    const here = world()
    const revoked = await invite(here, NEW)
    await revoked.revoke()
    expect(await here.follow(revoked.url)).toMatchObject({
      status: 400,
      code: 'ticket_invalid_code',
    })
    const late = await invite(here, NEW)
    here.emulator.clock.advance('31d')
    expect(await here.follow(late.url)).toMatchObject({ status: 400, code: 'ticket_invalid_code' })
  })
})

test('behavior: the link of an invitation to an organization redirects to its redirect_url', async () => {
  const here = world()
  const [[, invite]] = ways
  const stranger = await invite(here, NEW, WELCOME)
  const { url } = await here.follow(stranger.url)
  expect(url.href).toMatch(
    /^https:\/\/app\.example\.com\/welcome\?from=mail&__clerk_status=sign_up&__clerk_ticket=\w+$/,
  )
  const user = await invite(here, ADA, WELCOME)
  expect((await here.follow(user.url)).url.searchParams.get('__clerk_status')).toBe('sign_in')
  const page = await openPage(here.emulator, { as: 'user_ada' })
  expect((await here.follow(user.url, page.browser)).url.href).toBe(
    `${WELCOME}&__clerk_status=complete`,
  )
})
