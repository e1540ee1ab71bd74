import { updateOAuthApplicationLogo } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { oauthApplication } from '#fixtures/oauthApplication.ts'

interceptRequests()

describe('updateOAuthApplicationLogo', () => {
  const route = '/v1/oauth_applications/oa_1/logo'
  const file = new File(['GIF89a'], 'logo.gif', { type: 'image/gif' })

  /** Responds to the upload. `form()` returns the uploaded form as a server would read it. */
  function upload(): { form(): Promise<FormData> } {
    let sent: Response | undefined
    api()
      .put(route)
      .reply(200, function (_, body) {
        const type = String(this.req.headers['content-type'])
        sent = new Response(String(body), { headers: { 'content-type': type } })
        return oauthApplication({ client_image_url: 'https://img.clerk.com/1' })
      })
    return { form: async () => (await sent?.formData()) ?? new FormData() }
  }

  test('default', async () => {
    const sent = upload()

    await expect(updateOAuthApplicationLogo(ctx, 'oa_1', { file })).resolves.toEqual(
      oauthApplication({ client_image_url: 'https://img.clerk.com/1' }),
    )

    const form = await sent.form()
    const received = form.get('file') as File
    expect([...form.keys()]).toEqual(['file'])
    expect([received.name, received.type]).toEqual(['logo.gif', 'image/gif'])
    await expect(received.text()).resolves.toBe('GIF89a')
  })

  test('args: uploader_user_id', async () => {
    const sent = upload()

    await updateOAuthApplicationLogo(ctx, 'oa_1', { file, uploader_user_id: 'user_1' })

    expect((await sent.form()).get('uploader_user_id')).toBe('user_1')
  })

  test('error: an image that is too large is refused', async () => {
    const entry = {
      code: 'image_too_large',
      message: 'Image too large',
      long_message: 'At most 10 MB.',
    }
    api()
      .put(route)
      .reply(413, { errors: [entry] })

    await expect(updateOAuthApplicationLogo(ctx, 'oa_1', { file })).rejects.toMatchObject({
      status: 413,
      code: 'image_too_large',
    })
  })
})
