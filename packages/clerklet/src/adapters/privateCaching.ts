/**
 * The `cache-control` of a response with session cookies. A shared cache must not send the cookies to other visitors, even when
 * the handler allows it to cache the page.
 */
export const PRIVATE = 'private, no-store'
