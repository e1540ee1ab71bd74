import { ClerkConfigError, updateOrganizationLogo } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { ctx } from '#fixtures/api.ts'
import { organization } from '#fixtures/organization.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'

/** The form that an upload sends. */
async function formOf(params: object): Promise<FormData> {
  let form: unknown
  const { fetch } = answering(json(200, organization()))
  await updateOrganizationLogo(
    {
      ...ctx,
      fetch: (url, init) => {
        form = init.body
        return fetch(url, init)
      },
    },
    'org_1',
    // Values of other kinds are the subject of some of these tests.
    params as { file: Blob },
  )
  return form as FormData
}

describe('multipart', () => {
  test('default', async () => {
    const file = new File(['bytes'], 'ada.png', { type: 'image/png' })

    const form = await formOf({ file, uploader_user_id: 'user_1' })

    expect([...form.keys()]).toEqual(['file', 'uploader_user_id'])
    expect(form.get('uploader_user_id')).toBe('user_1')
    expect(form.get('file')).toMatchObject({ name: 'ada.png', type: 'image/png', size: 5 })
  })

  test('behavior: undefined is left out, an empty string is not', async () => {
    const file = new Blob(['x'])

    expect([...(await formOf({ file, uploader_user_id: undefined })).keys()]).toEqual(['file'])
    expect((await formOf({ file, uploader_user_id: '' })).get('uploader_user_id')).toBe('')
  })

  test('behavior: a Blob, which has no name of its own, is named like its field', async () => {
    const form = await formOf({ file: new Blob(['x']) })

    expect(form.get('file')).toMatchObject({ name: 'file' })
  })

  test.each([
    [null, 'null'],
    [7, 'of type number'],
    [{ name: 'ada.png' }, 'of type object'],
    [Symbol('x'), 'of type symbol'],
  ])('error: a file that is %s', async (file, kind) => {
    const error = await rejection(formOf({ file }))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toMatch(`file is ${kind}: pass a Blob or File`)
  })
})
