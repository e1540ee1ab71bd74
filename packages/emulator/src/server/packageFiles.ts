import { readFile, realpath } from 'node:fs/promises'
import { dirname, extname, join, resolve, sep } from 'node:path'

/**
 * Matches a file of Clerk's browser packages, as applications request it from the Frontend API:
 * `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`. The installed version is served, whatever version is requested.
 */
const REQUESTED = /^\/npm\/(@clerk\/(?:clerk-js|ui))(?:@([^/]*))?\/(.+)$/

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Serves the files of `@clerk/clerk-js` and `@clerk/ui`, which applications load from the Frontend API. The packages are in the
 * `node_modules` of `folder` or of a folder above it. Responds with 404 when the package or the file is missing. Returns
 * undefined for other requests.
 */
export async function servePackageFile(
  request: Request,
  folder: string,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  const [, name, version = 'latest', path] = REQUESTED.exec(pathname) ?? []
  if (!name || !path || !/^(GET|HEAD)$/.test(request.method)) return undefined
  const home = await packageFolder(name, folder)
  if (home === undefined) {
    // An invalid version is left out, since people copy the command.
    const wanted = /^[\w.^~-]+$/.test(version) ? `${name}@${version}` : name
    return missing(
      `${name} is not installed in ${folder} or above, and the emulator serves the scripts of Clerk from there: npm install --save-dev ${wanted}`,
    )
  }
  const content = await fileIn(home, path)
  if (content === undefined) return missing(`${name} as installed has no file ${path}`)
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: {
      ...COMMON,
      'content-type': TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
      'content-length': `${content.byteLength}`,
      // Another version may be installed at any time, and the URL stays the same.
      'cache-control': 'public, max-age=60',
    },
  })
}

const COMMON = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}

function missing(message: string): Response {
  return new Response(`${message}\n`, {
    status: 404,
    headers: {
      ...COMMON,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
  })
}

/** Returns the real path of a package, which may be linked to a store. Undefined when the package is not installed. */
async function packageFolder(name: string, folder: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = join(at, 'node_modules', name)
    const isPackage = await readFile(join(found, 'package.json')).then(
      () => true,
      () => false,
    )
    if (isPackage) return realpath(found)
    if (at === dirname(at)) return undefined
  }
}

/** Reads a file in a folder, with links resolved; undefined when the file does not exist or is outside of the folder. */
async function fileIn(home: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const file = await realpath(join(home, decodeURIComponent(path)))
    return file.startsWith(home + sep) ? new Uint8Array(await readFile(file)) : undefined
  } catch {
    // The path is a missing file, a folder, or malformed.
    return undefined
  }
}
