import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

/** Creates a browser, and returns its token. */
async function newBrowser({ fetch }: ReturnType<typeof emulate>): Promise<unknown> {
  const response = await fetch('https://x.y/v1/dev_browser', { method: 'POST' })
  return ((await response.json()) as { token: string }).token
}

describe('the token of a browser', () => {
  test('default: it is the same in every run', async () => {
    expect(await newBrowser(emulate())).toBe(await newBrowser(emulate()))
  })

  test('behavior: an emulator that is served never issues it twice', async () => {
    const url = 'http://localhost:4010'
    const emulator = emulate({ url })
    const tokens = [await newBrowser(emulator)]
    emulator.reset()
    tokens.push(await newBrowser(emulator), await newBrowser(emulate({ url })))
    expect(new Set(tokens).size).toBe(3)
    for (const token of tokens) expect(token).toMatch(/^dvb_\w{27}$/)
  })
})
