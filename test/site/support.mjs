// Helpers of the tests of the site: a loader of its sources, and a server for the built site.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = (path) => fileURLToPath(new URL(path, import.meta.url))

/** The folder of the site that was built for the root of a host. */
export const SITE = from('../../packages/site/dist')
/** The folder of the site that was built for the path `/sub/`. */
export const SITE_BELOW_SUB = from('dist')

/** Loads a module of the site's sources, such as `run/program.ts`. */
export function loadSource(path) {
  const folder = from('../../packages/site/')
  const { createJiti } = createRequire(`${folder}package.json`)('jiti')
  return createJiti(folder).import(`./${path}`)
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** Serves a folder as a static host does. `base` is the path of the folder on the host. */
export async function serve(folder, base = '/') {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    const file = path.startsWith(base) ? path.slice(base.length) : '404.html'
    const name = file === '' || file.endsWith('/') ? `${file}index.html` : file
    try {
      const content = await readFile(join(folder, name))
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' })
      response.end(content)
    } catch {
      response.writeHead(404, { 'content-type': 'text/html' })
      response.end(await readFile(join(folder, '404.html')))
    }
  })
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  const origin = `http://localhost:${server.address().port}`
  return { origin, url: origin + base, close: () => server.close() }
}
