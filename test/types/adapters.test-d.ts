import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer } from 'node:http2'
import * as hono from 'clerklet/hono'
import * as node from 'clerklet/node'
import {
  type AcceptsToken,
  type ApiKeyAuth,
  authenticateRequest,
  type M2mAuth,
  type RequestState,
  type SignedInAuth,
  type SignedOutAuth,
  type UnauthenticatedApiKeyAuth,
  type UnmatchedAuth,
} from 'clerklet/verify'
import type { NextHandleFunction } from 'connect'
import express, { type RequestHandler } from 'express'
import { type Context, Hono } from 'hono'
import { describe, expectTypeOf, test } from 'vitest'

declare const c: Context
declare const req: IncomingMessage
declare const res: ServerResponse

describe('clerklet/hono', () => {
  test('behavior: the variables are typed in routes that are chained after the middleware', () => {
    new Hono().use(hono.clerkMiddleware()).get('/', (c) => {
      expectTypeOf(c.var.clerkState).toEqualTypeOf<RequestState<AcceptsToken>>()
      expectTypeOf(c.get('clerkContext').secretKey).toEqualTypeOf<string | undefined>()
      return c.text('')
    })
    new Hono().use(hono.headerMiddleware()).get('/', (c) => {
      expectTypeOf(c.var.clerkState).toEqualTypeOf<hono.HeaderState>()
      return c.text('')
    })
    new Hono().get('/', hono.clerkMiddleware(), (c) => {
      expectTypeOf(c.var.clerkState.trace).toEqualTypeOf<readonly string[]>()
      return c.text('')
    })
    new Hono<{ Variables: hono.ClerkVariables<RequestState<AcceptsToken>> }>().get('/', (c) => {
      expectTypeOf(c.var.clerkState.reason).not.toBeAny()
      return c.text('')
    })
  })

  test('error: the variables do not exist without the middleware', () => {
    new Hono().get('/', (c) => {
      // @ts-expect-error: no middleware has set the variable
      void c.var.clerkState
      return c.text('')
    })
  })

  test('behavior: bindings and the types of routes are kept', () => {
    const app = new Hono<{ Bindings: { ORIGIN: string } }>()
      .use(hono.clerkMiddleware((c) => ({ authorizedParties: [c.env.ORIGIN] })))
      .get('/users/:id', hono.requireAuth(), (c) => {
        expectTypeOf(c.env.ORIGIN).toEqualTypeOf<string>()
        expectTypeOf(c.req.param('id')).toEqualTypeOf<string>()
        return c.json({ id: 1 })
      })
    expectTypeOf(app.fetch).not.toBeAny()
  })
})

describe('clerklet/hono and clerklet/node', () => {
  test('default: getAuth returns the auth object of a session', () => {
    expectTypeOf(hono.getAuth(c)).toEqualTypeOf<SignedInAuth | SignedOutAuth>()
    expectTypeOf(node.getAuth(req)).toEqualTypeOf<SignedInAuth | SignedOutAuth>()
    expectTypeOf(node.getAuth(req, { treatPendingAsSignedOut: false })).toEqualTypeOf<
      SignedInAuth | SignedOutAuth
    >()
  })

  test('args: acceptsToken', () => {
    expectTypeOf(hono.getAuth(c, { acceptsToken: 'api_key' })).toEqualTypeOf<
      ApiKeyAuth | UnauthenticatedApiKeyAuth
    >()
    const list = node.getAuth(req, { acceptsToken: ['session_token', 'api_key'] })
    expectTypeOf(list).toEqualTypeOf<
      SignedInAuth | SignedOutAuth | ApiKeyAuth | UnauthenticatedApiKeyAuth | UnmatchedAuth
    >()
    if (list.tokenType === 'api_key' && list.isAuthenticated) {
      expectTypeOf(list.scopes).toEqualTypeOf<string[]>()
    }
  })

  test('behavior: the function of requireAuth gets an auth object that is authenticated', () => {
    hono.requireAuth((auth) => {
      expectTypeOf(auth).toEqualTypeOf<SignedInAuth>()
      return auth.orgId === 'org_1'
    })
    node.requireAuth(
      async (auth) => {
        expectTypeOf(auth).toEqualTypeOf<M2mAuth>()
        return auth.scopes.includes('jobs')
      },
      { acceptsToken: 'm2m_token' },
    )
    hono.requireAuth(
      (auth) => {
        expectTypeOf(auth).toEqualTypeOf<SignedInAuth | ApiKeyAuth>()
        return true
      },
      { acceptsToken: ['session_token', 'api_key'] },
    )
  })

  test('error: arguments that requireAuth does not take', () => {
    // @ts-expect-error: the condition is role
    hono.requireAuth({ rol: 'org:admin' })
    // @ts-expect-error: the function must return a boolean
    node.requireAuth((auth) => auth.userId)
    // @ts-expect-error: acceptsToken belongs to the second argument
    node.requireAuth({ acceptsToken: 'api_key' })
  })

  test('args: options, and functions that return them', () => {
    hono.clerkMiddleware({ ctx: { secretKey: 'sk_test_x' }, api: true })
    hono.clerkMiddleware({ ctx: (c) => ({ secretKey: c.env.KEY }) })
    node.clerkMiddleware(async (req) => ({ audience: `${req.headers.host}`, ctx: undefined }))
    node.clerkMiddleware((req: express.Request) => ({ publishableKey: req.hostname }))
    // @ts-expect-error: only the official SDK has this option
    hono.clerkMiddleware({ signUpUrl: '/sign-up' })
    // @ts-expect-error: only the official SDK has this option
    node.clerkMiddleware({ frontendApiProxy: { enabled: true } })
    // @ts-expect-error: this middleware accepts session tokens only
    hono.headerMiddleware({ acceptsToken: 'any' })
    // @ts-expect-error: the value must be a list of origins
    node.headerMiddleware({ authorizedParties: 'https://example.com' })
  })
})

describe('clerklet/node', () => {
  const authenticate = node.clerkMiddleware()

  test('behavior: Express, Connect, http and http2', () => {
    expectTypeOf(authenticate).toExtend<RequestHandler>()
    expectTypeOf(authenticate).toExtend<NextHandleFunction>()
    expectTypeOf(node.requireAuth()).toExtend<RequestHandler>()
    express()
      .use(authenticate)
      .get('/:id', node.requireAuth(), (req, res) => {
        expectTypeOf(req.params.id).toEqualTypeOf<string>()
        res.json(node.getAuth(req).userId)
      })
    createServer((req, res) => authenticate(req, res, () => res.end(node.toRequest(req).url)))
    createSecureServer((req, res) => authenticate(req, res, () => res.end(node.toRequest(req).url)))
    authenticate(req, res, (error) => expectTypeOf(error).toEqualTypeOf<unknown>())
  })

  test('behavior: functions that take a Request take the result of toRequest', () => {
    expectTypeOf(node.toRequest(req)).toEqualTypeOf<Request>()
    expectTypeOf(authenticateRequest).toBeCallableWith({}, node.toRequest(req))
  })

  test('error: values that are not a request of Node', () => {
    // @ts-expect-error: a Request needs no conversion
    node.toRequest(new Request('https://example.com'))
    // @ts-expect-error: `c` is the context of Hono
    node.getAuth(c)
  })
})
