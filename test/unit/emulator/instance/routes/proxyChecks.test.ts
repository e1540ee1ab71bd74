import { listDomains, verifyDomainProxy } from 'clerklet'
import { proxyFrontendApi } from 'clerklet/proxy'
import type { Emulator } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const proxy_url = 'https://shop.example/__clerk'

/** Lets the emulator check the proxy of an application, which sends the responses of `answer`. */
async function checked(
  answer: (request: Request, emulator: Emulator) => Response | Promise<Response>,
) {
  const asked: string[] = []
  const emulator: ReturnType<typeof emulate> = emulate({
    fetch: (request) => {
      asked.push(`${request.method} ${request.url}`)
      return answer(request, emulator)
    },
  })
  const domain_id = (await listDomains(emulator.strict)).data[0]?.id ?? ''
  const { successful } = await verifyDomainProxy(emulator.strict, { domain_id, proxy_url })
  return { successful, asked, domain_id }
}

/** Makes an application whose proxy is `proxyFrontendApi`. `more` are additional fields of its context. */
const proxying =
  (more: object = {}) =>
  (request: Request, { ctx }: Emulator) =>
    proxyFrontendApi({ ...ctx, ...more }, request)

describe('the check of a proxy', () => {
  test('default: it requests the health of the Frontend API through the proxy', async () => {
    const { successful, asked, domain_id } = await checked(proxying())
    expect(successful).toBe(true)
    expect(asked).toEqual([`GET ${proxy_url}/v1/proxy-health?domain_id=${domain_id}`])
  })

  test.each([
    ['sends another proxy URL', proxying({ proxyUrl: 'https://other.example/__clerk' })],
    ['has the key of another instance', proxying({ secretKey: 'sk_test_other' })],
    [
      'does not identify itself',
      (request: Request, { fetch, instance }: Emulator) => {
        const { pathname, search } = new URL(request.url)
        return fetch(`https://${instance.frontendApi}${pathname.replace('/__clerk', '')}${search}`)
      },
    ],
    ['responds with something else', () => Response.json({ hello: 'world' })],
    ['is a page', () => new Response('<h1>Shop</h1>')],
    ['is not there', () => new Response(null, { status: 404 })],
    [
      'cannot be reached',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ])('behavior: it fails when the proxy %s', async (_, answer) => {
    expect((await checked(answer)).successful).toBe(false)
  })
})
