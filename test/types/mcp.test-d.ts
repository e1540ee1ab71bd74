import {
  authenticateMcp,
  type McpAuthInfo,
  type McpOptions,
  protectedResourceMetadata,
} from 'clerklet/mcp'
import type { OAuthAuth } from 'clerklet/verify'
import { describe, expectTypeOf, test } from 'vitest'

// The `AuthInfo` of @modelcontextprotocol/sdk.
interface AuthInfo {
  token: string
  clientId: string
  scopes: string[]
  expiresAt?: number
  resource?: URL
  extra?: Record<string, unknown>
}

const ctx = { secretKey: 'sk_test_x', publishableKey: 'pk_test_x' }
const resource = 'https://mcp.example.com/mcp'
declare const request: Request

describe('behavior: calls that must compile', () => {
  test('a response narrows the rest', async () => {
    const found = await authenticateMcp(ctx, request, { resource, scopes: ['email'] as const })
    if (found.response) {
      expectTypeOf(found.response).toEqualTypeOf<Response>()
      expectTypeOf(found.auth).toEqualTypeOf<null>()
      return
    }
    expectTypeOf(found.auth).toEqualTypeOf<OAuthAuth>()
    expectTypeOf(found.authInfo.extra.userId).toEqualTypeOf<string>()
  })

  test('authInfo has the type that the SDK of MCP passes to tools', () => {
    expectTypeOf<McpAuthInfo>().toExtend<AuthInfo>()
  })

  test('the headers of a request are enough', () => {
    authenticateMcp(
      ctx,
      { headers: { authorization: 'Bearer x', cookie: undefined } },
      { resource },
    )
    expectTypeOf(protectedResourceMetadata(ctx, { resource })).toEqualTypeOf<Response>()
  })
})

describe('error: calls that must not compile', () => {
  test('a missing resource', () => {
    // @ts-expect-error: resource is missing
    protectedResourceMetadata(ctx, {})
    // @ts-expect-error: resource is missing
    authenticateMcp(ctx, request)
    // @ts-expect-error: resource is a string
    const url: McpOptions = { resource: new URL(resource) }
    expectTypeOf(url).toEqualTypeOf<McpOptions>()
  })

  test('an audience in addition to the resource', () => {
    // @ts-expect-error: no option skips the check of the audience
    authenticateMcp(ctx, request, { resource, audience: [] })
    // @ts-expect-error: no field of the context skips the check of the audience
    authenticateMcp({ ...ctx, machineAudience: [] }, request, { resource })
  })
})
