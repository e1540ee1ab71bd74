import { misconfigured } from '../instance/configuration.ts'
import { forwardedUrl } from '../instance/forwardedUrl.ts'
import { parsePublishableKey } from '../instance/parsePublishableKey.ts'
import type { AuthenticateContext } from './options.ts'

/** The variables that {@link autoProxyUrl} reads. */
export interface AutoProxyEnvironment {
  CLERK_DISABLE_AUTO_PROXY?: string | undefined
  VERCEL_TARGET_ENV?: string | undefined
  VERCEL_PROJECT_PRODUCTION_URL?: string | undefined
}

/**
 * Returns the URL at which a production deployment on a `.vercel.app` domain must serve the Frontend API. No other host can
 * share cookies with the deployment. Undefined for other deployments, without the `publishableKey` of a production instance,
 * when `proxyUrl` or `domain` is set, and when `CLERK_DISABLE_AUTO_PROXY` is `1` or `true`.
 *
 * The URL has the host of the request, which its sender chooses. So set `secretKey` or `jwtKey`, too. With `publishableKey`
 * alone, keys would be loaded from that host, and the sender could forge tokens.
 *
 * @example
 * const proxyUrl = ctx.proxyUrl ?? autoProxyUrl(process.env, request, ctx)
 * const state = await authenticateRequest(ctx, request, { proxyUrl })
 *
 * @throws {ClerkConfigError} when `env` or `ctx` is missing, and when the URL of the request is not absolute.
 */
export function autoProxyUrl(
  env: AutoProxyEnvironment,
  request: Pick<Request, 'url' | 'headers'>,
  ctx: Pick<AuthenticateContext, 'publishableKey' | 'proxyUrl' | 'domain'>,
): string | undefined {
  if (!env) throw misconfigured('env', 'missing', 'the variables, such as process.env')
  if (!ctx) throw misconfigured('ctx', 'missing', 'the context')
  const applies =
    !ctx.proxyUrl &&
    !ctx.domain &&
    !/^(1|true)$/i.test(env.CLERK_DISABLE_AUTO_PROXY ?? '') &&
    env.VERCEL_TARGET_ENV === 'production' &&
    /^(https?:\/\/)?[\w.-]+\.vercel\.app$/i.test(env.VERCEL_PROJECT_PRODUCTION_URL ?? '') &&
    parsePublishableKey(ctx.publishableKey)?.instanceType === 'production'
  return applies ? `${forwardedUrl(request).origin}/__clerk` : undefined
}
