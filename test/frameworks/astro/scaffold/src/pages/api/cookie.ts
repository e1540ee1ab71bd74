import type { APIRoute } from 'astro'

/** Sets a cookie of its own, and lets caches keep the response. */
export const GET: APIRoute = ({ cookies }) => {
  cookies.set('theme', 'dark', { path: '/' })
  return new Response('', { headers: { 'cache-control': 'public, max-age=60' } })
}
