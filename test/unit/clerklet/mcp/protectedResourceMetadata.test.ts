import { describe, expect, test } from 'vitest'
import { ClerkConfigError } from '#clerklet/core/errors.ts'
import type { McpOptions } from '#clerklet/mcp/options.ts'
import { protectedResourceMetadata } from '#clerklet/mcp/protectedResourceMetadata.ts'

const publishableKey = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'
const resource = 'https://mcp.example.com/mcp'

describe('protectedResourceMetadata', () => {
  test('default', async () => {
    const response = protectedResourceMetadata({ publishableKey }, { resource })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      resource,
      authorization_servers: ['https://clerk.example.com'],
      bearer_methods_supported: ['header'],
    })
  })

  test('args: scopes', async () => {
    const read = async (scopes: string[]) =>
      (await protectedResourceMetadata({ publishableKey }, { resource, scopes }).json())
        .scopes_supported
    expect(await read(['email', 'profile'])).toEqual(['email', 'profile'])
    expect(await read([])).toBe(undefined)
  })

  test('args: the resource is spelled as in the options', async () => {
    for (const spelled of ['https://mcp.example.com', 'https://mcp.example.com/', resource]) {
      const response = protectedResourceMetadata({ publishableKey }, { resource: spelled })
      expect(await response.json()).toMatchObject({ resource: spelled })
    }
  })

  test.each([
    [{ proxyUrl: 'https://app.example.com/__clerk/' }, 'https://app.example.com/__clerk'],
    [{ proxyUrl: '/__clerk' }, 'https://mcp.example.com/__clerk'],
    [{ isSatellite: true, domain: 'satellite.example' }, 'https://clerk.satellite.example'],
  ])('args: with %j the authorization server is %s', async (more, server) => {
    const response = protectedResourceMetadata({ publishableKey, ...more }, { resource })
    expect((await response.json()).authorization_servers).toEqual([server])
  })

  test('behavior: pages of any origin may read it, and send preflights', () => {
    const { headers } = protectedResourceMetadata({ publishableKey }, { resource })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-methods')).toBe('GET, OPTIONS')
    expect(headers.get('access-control-allow-headers')).toBe('*')
  })

  test.each<[object, unknown, string]>([
    [{}, { resource }, 'ctx.publishableKey is missing'],
    [{ publishableKey: 'sk_test_x' }, { resource }, 'ctx.publishableKey is a secret key'],
    [{ publishableKey, proxyUrl: 'ftp://x' }, { resource }, 'proxyUrl is not valid'],
    [
      { publishableKey, isSatellite: true, domain: 'https://satellite.example' },
      { resource },
      'domain is not valid',
    ],
    [{ publishableKey }, {}, 'options.resource is missing'],
    [{ publishableKey }, { resource: 'mcp' }, 'options.resource is not valid'],
    [{ publishableKey }, { resource, scopes: [''] }, 'options.scopes is not valid'],
    [{ publishableKey }, { resource, name: 'x' }, 'options.name is unknown'],
  ])('error: %j and %j', (ctx, options, message) => {
    // Callers without types may pass anything.
    const call = () => protectedResourceMetadata(ctx, options as McpOptions)
    expect(call).toThrow(ClerkConfigError)
    expect(call).toThrow(message)
  })
})
