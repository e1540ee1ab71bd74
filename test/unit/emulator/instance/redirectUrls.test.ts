import { createRedirectUrl, createSignInToken } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const APP = 'my-app://callback'

async function opened(seed: Seed = {}) {
  const emulator = emulate({ seed: { ...seed, users: [{ id: 'user_ada', username: 'ada' }] } })
  const { url } = await createSignInToken(emulator.strict, { user_id: 'user_ada' })
  /** Follows the link of a sign-in token with `back` as its redirect URL. */
  const follow = async (back: string) => {
    const link = `${url}&redirect_url=${encodeURIComponent(back)}`
    const answer = await emulator.fetch(link, { redirect: 'manual' })
    const text = await answer.text()
    return {
      status: answer.status,
      code: text ? JSON.parse(text).errors[0].code : undefined,
      location: answer.headers.get('location'),
    }
  }
  return { ctx: emulator.strict, follow }
}

test('default: in development, a ticket may redirect to any web page', async () => {
  const { follow } = await opened()
  expect(await follow('https://example.com/back')).toMatchObject({
    status: 303,
    location: 'https://example.com/back?__clerk_status=complete',
  })
})

test('behavior: a custom scheme has to be listed, and a refused redirect does not use up the ticket', async () => {
  const { follow, ctx } = await opened()
  expect(await follow(APP)).toMatchObject({ status: 400, code: 'resource_missmatch' })
  expect(await follow('javascript:alert(1)')).toMatchObject({ code: 'resource_missmatch' })
  expect(await follow('nowhere')).toMatchObject({ code: 'form_param_value_invalid' })
  await createRedirectUrl(ctx, { url: APP })
  expect(await follow(APP)).toMatchObject({
    status: 303,
    location: 'my-app://callback?__clerk_status=complete',
  })
})

test('behavior: in production, a page must be on a domain of the instance, or listed', async () => {
  const seed: Seed = {
    settings: { environment_type: 'production' },
    redirectUrls: [{ url: 'https://partner.example.com/back' }],
  }
  const { follow } = await opened(seed)
  expect(await follow('https://example.com/')).toMatchObject({
    status: 422,
    code: 'redirect_url_domain_mismatch',
  })
  expect(await follow('https://app.emulator.test/')).toMatchObject({ status: 303 })
  const other = await opened(seed)
  expect(await other.follow('https://partner.example.com/back')).toMatchObject({ status: 303 })
})
