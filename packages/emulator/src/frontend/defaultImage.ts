import { html } from 'hono/html'
import { answerImage, ownerOfImage } from '../core/images.ts'
import { publicUserData } from '../identity/index.ts'
import type { State } from '../state.ts'

/**
 * Draws the default image of a user or an organization: their initials on a colour that is derived from the path.
 *
 * @param path The path of the image below `DEFAULT_IMAGES`.
 */
export async function drawDefaultImage(state: State, path: string): Promise<Response> {
  const hue = [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 0)
  const letters = initials(state, ownerOfImage(path))
  const picture = await html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">
  <rect width="80" height="80" fill="hsl(${hue} 55% 45%)"/>
  <text x="40" y="41" fill="#fff" font-family="system-ui, sans-serif" font-size="30" text-anchor="middle" dominant-baseline="central">${letters}</text>
</svg>
`
  return answerImage(`${picture}`, 'image/svg+xml')
}

function initials({ users, organizations }: State, id = ''): string {
  const user = users.get(id)
  if (!user) return first(organizations.get(id)?.name)
  const letters = first(user.first_name) + first(user.last_name)
  return letters || first(user.username) || first(publicUserData(user).identifier)
}

/** Returns the first code point of a name in upper case. */
function first(name: string | null | undefined): string {
  const [letter = ''] = name ?? ''
  return letter.toUpperCase()
}
