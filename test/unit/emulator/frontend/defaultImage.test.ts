import { createOrganizationInvitation, updateUserProfileImage } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'

const HERE = 'http://localhost:4010'
const seed = {
  users: [
    { id: 'user_ada', first_name: 'Ada', last_name: 'Lovelace', username: 'ada' },
    { id: 'user_grace', username: 'grace', email_address: ['grace@example.com'] },
    { id: 'user_ömer/1', username: 'omer', first_name: '<b>' },
  ],
  organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
}

/** Requests users and organizations as browsers do. Returns the URLs of all images in the responses. */
async function imagesFor(emulator: ReturnType<typeof emulate>) {
  const page = await openPage(emulator, { as: 'user_ada' })
  const newcomer = await openPage(emulator)
  await createOrganizationInvitation(emulator.strict, 'org_acme', {
    email_address: 'grace@example.com',
    inviter_user_id: 'user_ada',
    role: 'org:member',
  })
  const invited = await openPage(emulator, { as: 'user_grace' })
  const answers = [
    await page.get(),
    await page.call('GET', '/me'),
    await page.call('GET', '/organizations/org_acme'),
    await page.call('GET', '/organizations/org_acme/memberships'),
    await invited.call('GET', '/me/organization_invitations'),
    await newcomer.post('/sign_ins', { identifier: 'ada' }),
  ]
  const found = JSON.stringify(answers).matchAll(/"\w*image_url":"([^"]*)"/g)
  return [...found].map(([, address]) => address as string)
}

test('default: browsers get image URLs of Clerk, like the Backend API', async () => {
  for (const address of await imagesFor(emulate({ seed }))) {
    expect(address).toMatch(/^https:\/\/img\.clerk\.com\//)
  }
})

test('behavior: browsers get all images from the URL of the emulator', async () => {
  const emulator = emulate({ seed, url: HERE })
  const addresses = await imagesFor(emulator)
  expect(addresses.length).toBeGreaterThan(8)
  for (const address of new Set(addresses)) {
    expect(address).toMatch(/^http:\/\/localhost:4010\/images\/default\//)
    // Components add the parameter `width`.
    const answer = await emulator.fetch(`${address}?width=80`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
})

test('behavior: an uploaded image is also served from the URL of the emulator', async () => {
  const emulator = emulate({ seed, url: HERE })
  const file = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' })
  const sent = await updateUserProfileImage(emulator.strict, 'user_ada', { file })
  expect(sent.image_url).toMatch(/^https:\/\/img\.clerk\.com\/images\//)
  const page = await openPage(emulator, { as: 'user_ada' })
  const { response } = await page.call('GET', '/me')
  const answer = await emulator.fetch(`${response.image_url}`)
  // Components load images with CORS.
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3))
})

test.each([
  ['user_ada', 'AL'],
  ['user_grace', 'G'],
  ['org_acme', 'A'],
  ['user_ömer/1', '&lt;'],
  ['user_gone', ''],
])('behavior: the image of %s shows %j', async (id, letters) => {
  const emulator = emulate({ seed, url: HERE })
  const path = Buffer.from(id).toString('base64').replace(/=+$/, '')
  const answer = await emulator.fetch(`${HERE}/images/default/${path}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const [, shown] = /<text[^>]*>(.*)<\/text>/.exec(await answer.text()) ?? []
  expect(shown).toBe(letters)
})

test('behavior: each image has a constant colour', async () => {
  const { fetch } = emulate({ seed })
  const draw = async (id: string) => {
    const answer = await fetch(`${HERE}/images/default/${Buffer.from(id).toString('base64')}`)
    return (await answer.text()).match(/hsl\(\d+/)?.[0]
  }
  expect(await draw('user_ada')).toBe(await draw('user_ada'))
  expect(await draw('user_ada')).not.toBe(await draw('user_grace'))
})

test('error: an invalid id has an image without letters', async () => {
  const { fetch } = emulate({ seed })
  const answer = await fetch(`${HERE}/images/default/%25`)
  expect(answer.status).toBe(200)
})
