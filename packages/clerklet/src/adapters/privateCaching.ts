/**
 * `cache-control` of a response with cookies of a session. They belong to one visitor: a shared cache must not send them to
 * others, also when the handler lets it keep the page.
 */
export const PRIVATE = 'private, no-store'
