import { listDomains, verifyDomainProxy } from 'clerklet'
import { proxyFrontendApi } from 'clerklet/proxy'
import type { Emulator } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const proxy_url = 'https://shop.example/__clerk'

/** The check of a proxy at an application that answers so. */
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

/** An application that proxies with what this client has for it. */
const proxying =
  (more: object = {}) =>
  (request: Request, { ctx }: Emulator) =>
    proxyFrontendApi({ ...ctx, ...more }, request)

describe('the check of a proxy', () => {
  test('default: asks for the health of the Frontend API through it', async () => {
    const { successful, asked, domain_id } = await checked(proxying())
    expect(successful).toBe(true)
    expect(asked).toEqual([`GET ${proxy_url}/v1/proxy-health?domain_id=${domain_id}`])
  })

  test.each([
    ['names another URL', proxying({ proxyUrl: 'https://other.example/__clerk' })],
    ['has the key of another instance', proxying({ secretKey: 'sk_test_other' })],
    [
      'tells nothing of itself',
      (request: Request, { fetch, instance }: Emulator) => {
        const { pathname, search } = new URL(request.url)
        return fetch(`https://${instance.frontendApi}${pathname.replace('/__clerk', '')}${search}`)
      },
    ],
    ['answers something else', () => Response.json({ hello: 'world' })],
    ['is a page', () => new Response('<h1>Shop</h1>')],
    ['is not there', () => new Response(null, { status: 404 })],
    [
      'cannot be reached',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ])('behavior: fails when it %s', async (_, answer) => {
    expect((await checked(answer)).successful).toBe(false)
  })
})
