import type { Context } from 'hono'
import { entry, invalid, notFound, Refusal } from './errors.ts'
import { readFormFields } from './params.ts'
import type { CoreState } from './state.ts'

const DEFAULT_TYPE = 'image/png'
const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const MAX_SIZE = 10_000_000
/** The number of images that are kept for each owner, so that `profile_image_id` can select an earlier image. */
const KEPT = 10
/** The origin of Clerk's images. */
const CLERKS = 'https://img.clerk.com'
/** The path of default images on an emulator that is served. */
export const DEFAULT_IMAGES = '/images/default'
/** The number of bytes in one call of `String.fromCharCode`. Engines limit the number of arguments. */
const CHUNK = 0x8000

/** The content of a form with a file. */
export interface ImageForm {
  file: File
  [field: string]: unknown
}

/** Reads the form of an upload. Its file must be an image that the API accepts. */
export async function readImage(c: Context): Promise<ImageForm> {
  const form = await readFormFields(c)
  const { file } = form
  if (!(file instanceof Blob)) {
    throw invalid('file', 'form_param_missing', 'is missing', 'file must be included.')
  }
  if (file.size > MAX_SIZE) throw new Refusal(413, entry('image_too_large', 'Image too large'))
  // Bun drops the type of a file when it reads a form.
  const type = file.type || DEFAULT_TYPE
  if (!TYPES.includes(type)) {
    throw new Refusal(
      415,
      entry(
        'unsupported_content_type',
        'Unsupported content type',
        `The file must be one of ${TYPES.join(', ')}.`,
      ),
    )
  }
  return { ...form, file: new File([file], nameOf(file), { type }) }
}

/** Returns the name of a file in a form. In some runtimes, a part without a file name is a `Blob`, not a `File`. */
function nameOf(file: Blob): string {
  return file instanceof File ? file.name : ''
}

/** Stores an image and returns its URL: on Clerk's image host for requests to api.clerk.com, else on the host of the request. */
export async function addImage(
  c: Context,
  state: CoreState,
  ownerId: string,
  { file }: ImageForm,
): Promise<string> {
  const data = base64(new Uint8Array(await file.arrayBuffer()))
  const { id } = state.images.add({
    id: state.newId('img'),
    owner_id: ownerId,
    type: file.type,
    data,
    created_at: state.clock.now(),
  })
  const all = state.images.where('owner_id', ownerId)
  for (const old of all.slice(0, -KEPT)) state.images.delete(old.id)
  const { hostname, origin } = new URL(c.req.url)
  return addressOf(id, hostname === 'api.clerk.com' ? undefined : origin)
}

/**
 * Returns the URL of an uploaded image: on the host of the URL `before` when `before` is an uploaded image, else on Clerk's
 * image host. Refuses with 404 when the owner has no such image.
 */
export function imageOf(state: CoreState, ownerId: string, id: string, before: string): string {
  const image = state.images.get(id)
  if (image?.owner_id !== ownerId) {
    throw new Refusal(404, entry('image_not_found', 'Image not found'))
  }
  const { pathname, origin } = new URL(before)
  return addressOf(id, pathname.startsWith('/images/') ? origin : undefined)
}

/** Removes the images of a user, an organization or an application. */
export function forgetImages(state: CoreState, ownerId: string): void {
  state.images.deleteWhere('owner_id', ownerId)
}

/** Returns the URL of the default image of an owner. */
export function defaultImage(ownerId: string): string {
  // Encodes the id as UTF-8, because an id from a seed may contain characters that `btoa` refuses.
  return `${CLERKS}/${base64(new TextEncoder().encode(ownerId)).replace(/=+$/, '')}`
}

/**
 * Returns the URL from which browsers load an image. A served emulator replaces Clerk's image host by its own host, so that
 * browsers load no image from outside the machine.
 */
export function imageForBrowsers({ url }: CoreState, address = ''): string {
  if (url === undefined || !address.startsWith(`${CLERKS}/`)) return address
  const path = address.slice(CLERKS.length)
  return url + (path.startsWith('/images/') ? path : `${DEFAULT_IMAGES}${path}`)
}

/** Returns the owner id that the path of a default image contains; undefined when the path is malformed. */
export function ownerOfImage(path: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(path), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Responds to a request for an uploaded image. */
export function serveImage(state: CoreState, id: string): Response {
  const image = state.images.get(id)
  if (!image) throw notFound(`No image was found with id ${id}`)
  const bytes = Uint8Array.from(atob(image.data), (char) => char.charCodeAt(0))
  return answerImage(bytes, image.type)
}

/** Responds with an image. Pages of any origin may read the image, because components request images with CORS. */
export function answerImage(image: Uint8Array<ArrayBuffer> | string, type: string): Response {
  return new Response(image, {
    headers: {
      'access-control-allow-origin': '*',
      'content-type': type,
      'x-content-type-options': 'nosniff',
    },
  })
}

function addressOf(id: string, origin = CLERKS): string {
  return `${origin}/images/${id}`
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  }
  return btoa(text)
}
