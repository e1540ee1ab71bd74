import type { APIRoute } from 'astro'

/** Returns the response of a fetch, whose headers are immutable. */
export const GET: APIRoute = () => fetch('data:text/plain,from elsewhere')
