import { Readable } from 'node:stream'
import { ClerkConfigError, updateOrganizationLogo } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { ctx } from '#fixtures/api.ts'
import { organization } from '#fixtures/organization.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'

/** Returns the form that an upload sends. */
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
    // The cast allows the values of wrong types that some tests pass.
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

  test('behavior: a Blob, which has no name, gets the name of its field', async () => {
    const form = await formOf({ file: new Blob(['x']) })

    expect(form.get('file')).toMatchObject({ name: 'file' })
  })

  const bytes = 'holds bytes: pass new Blob([file], { type: "image/png" }), or a File'
  const path =
    'is a string, and paths are not read: pass await openAsBlob(path, { type: "image/png" }) from node:fs'
  const stream =
    'is a stream: pass await new Response(file, { headers: { "content-type": "image/png" } }).blob()'
  test.each<[string, unknown, string]>([
    ['a Buffer', Buffer.from('x'), bytes],
    ['a Uint8Array', new Uint8Array(1), bytes],
    ['a DataView', new DataView(new ArrayBuffer(1)), bytes],
    ['an ArrayBuffer', new ArrayBuffer(1), bytes],
    ['a path', './ada.png', path],
    ['a data URL', 'data:image/png;base64,AA==', path],
    ['an empty string', '', path],
    ['a web stream', new ReadableStream(), stream],
    ['a stream of Node', Readable.from(['x']), stream],
    ['a Response', new Response('x'), 'is a Response or a Request: pass await file.blob()'],
    ['null', null, 'is null: pass a Blob or File'],
    ['a number', 7, 'is of type number: pass a Blob or File'],
    ['a plain object', { name: 'ada.png' }, 'is of type object: pass a Blob or File'],
    ['a list of files', [new Blob()], 'is a list: pass a Blob or File'],
    ['a symbol', Symbol('x'), 'is of type symbol: pass a Blob or File'],
  ])('error: a file that is %s', async (_, file, message) => {
    const error = await rejection(formOf({ file }))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toBe(`updateOrganizationLogo: params.file ${message}`)
  })

  test.each([
    [null, 'null'],
    [7, 'of type number'],
    [new Blob(['x']), 'of type object'],
  ])('error: a text that is %s', async (uploader_user_id, kind) => {
    const error = await rejection(formOf({ file: new Blob(['x']), uploader_user_id }))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toBe(
      `updateOrganizationLogo: params.uploader_user_id is ${kind}: pass a string`,
    )
  })
})
