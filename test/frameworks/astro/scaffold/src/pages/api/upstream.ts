import type { APIRoute } from 'astro'

/** Responds with what it was sent, whose headers cannot be changed. */
export const GET: APIRoute = () => fetch('data:text/plain,from elsewhere')
