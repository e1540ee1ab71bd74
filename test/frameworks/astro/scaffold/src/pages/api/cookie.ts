import type { APIRoute } from 'astro'

/** Sets a cookie, and allows caches to store the response. */
export const GET: APIRoute = ({ cookies }) => {
  cookies.set('theme', 'dark', { path: '/' })
  return new Response('', { headers: { 'cache-control': 'public, max-age=60' } })
}
