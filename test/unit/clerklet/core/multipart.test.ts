import { ClerkConfigError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { multipart } from '#clerklet/core/multipart.ts'

describe('multipart', () => {
  test('default', async () => {
    const file = new File(['bytes'], 'ada.png', { type: 'image/png' })

    const form = multipart({ file, uploader_user_id: 'user_1' })

    expect([...form.keys()]).toEqual(['file', 'uploader_user_id'])
    expect(form.get('uploader_user_id')).toBe('user_1')
    expect(form.get('file')).toMatchObject({ name: 'ada.png', type: 'image/png', size: 5 })
  })

  test('behavior: undefined is left out, an empty string is not', () => {
    const form = multipart({ a: undefined, b: '' })

    expect([...form]).toEqual([['b', '']])
  })

  test('behavior: a Blob, which has no name of its own, is named like its field', () => {
    expect(multipart({ file: new Blob(['x']) }).get('file')).toMatchObject({ name: 'file' })
  })

  test.each([
    [null, 'null'],
    [7, 'of type number'],
    [{ name: 'ada.png' }, 'of type object'],
    [Symbol('x'), 'of type symbol'],
  ])('error: a file that is %s', (file, kind) => {
    const build = () => multipart({ file: file as unknown as Blob })

    expect(build).toThrow(ClerkConfigError)
    expect(build).toThrow(`file is ${kind}: pass a Blob or File`)
  })
})
