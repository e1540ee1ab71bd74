import { updateUserProfileImage } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { servers } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const serve = servers()
const bytes = new Uint8Array([0x89, 0x50, 0, 0xff])

/** Uploads to a real server. Returns the content type and the form that the server received. */
async function upload(file: Blob): Promise<{ type: string; form: FormData }> {
  let type = ''
  let body = Buffer.alloc(0)
  const baseUrl = await serve(async (request, response) => {
    type = request.headers['content-type'] ?? ''
    for await (const chunk of request) body = Buffer.concat([body, chunk as Buffer])
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(user({ has_image: true })))
  })

  const answer = await updateUserProfileImage({ secretKey: SECRET_KEY, baseUrl }, 'user_1', {
    file,
  })

  expect(answer.has_image).toBe(true)
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  return { type, form }
}

describe('updateUserProfileImage', () => {
  test('default', async () => {
    const { type, form } = await upload(new File([bytes], 'ada.png', { type: 'image/png' }))

    expect(type).toMatch(/^multipart\/form-data; ?boundary=.+/)
    expect([...form.keys()]).toEqual(['file'])
    const file = form.get('file') as File
    expect(file).toMatchObject({ name: 'ada.png', type: 'image/png' })
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
  })

  test('behavior: a Blob is accepted, too', async () => {
    const { form } = await upload(new Blob([bytes], { type: 'image/gif' }))

    expect(form.get('file')).toMatchObject({ type: 'image/gif', size: 4 })
  })
})
