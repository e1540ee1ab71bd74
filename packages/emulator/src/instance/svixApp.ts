import { entry, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'

/** Returns the id of the Svix app. Refuses with 400 when the instance has no Svix app. */
export function svixAppOf({ svixApp }: State): string {
  if (svixApp.id) return svixApp.id
  throw new Refusal(
    400,
    entry('svix_app_missing', 'Svix app missing', 'The instance has no Svix app.'),
  )
}

/** Creates the Svix app of the instance, and returns its id. Refuses a second Svix app. */
export function addSvixApp({ svixApp, newId }: State): string {
  if (svixApp.id) {
    throw new Refusal(
      400,
      entry('svix_app_exists', 'Svix app exists', 'The instance has a Svix app already.'),
    )
  }
  const id = newId('app')
  svixApp.id = id
  return id
}

/** Removes the Svix app. */
export function removeSvixApp(state: State): void {
  svixAppOf(state)
  state.svixApp.id = null
}
