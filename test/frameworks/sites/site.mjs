// A site whose code is the recipe of a document, as it stands there: written to a folder, built, and started.
import { execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#browser/support.mjs'
import { packed, root } from '#fixtures/packed.mjs'

/** The files of a recipe, each with its path: the code below a heading that names the file. */
function filesOf(document) {
  const page = readFileSync(`${root}packages/clerklet/docs/${document}`, 'utf8')
  const files = [...page.matchAll(/^### `(.+)`\n\n```\w+\n([\s\S]*?)^```$/gm)]
  if (files.length === 0 || files.length !== page.match(/^```\w+$/gm)?.length) {
    throw new Error(
      `${document}: each code block needs a heading that names its file, such as proxy.ts`,
    )
  }
  return files.map(([, path, code]) => [path, code])
}

/** Writes the recipe and what else its framework needs to the folder `site`, which is emptied first. */
function write(framework) {
  const folder = join(root, 'test/frameworks', framework)
  const site = join(folder, 'site')
  rmSync(site, { recursive: true, force: true })
  cpSync(join(folder, 'scaffold'), site, { recursive: true })
  // As users get it. The framework is in the folder above.
  mkdirSync(join(site, 'node_modules'))
  symlinkSync(join(packed(), 'node_modules/clerklet'), join(site, 'node_modules/clerklet'))
  for (const [path, code] of filesOf(`${framework}.md`)) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), code)
  }
  return site
}

// No keys of the emulator are among them: a build must not need any.
const { FORCE_COLOR, ...environment } = process.env
const quiet = {
  ...environment,
  NO_COLOR: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
}

/**
 * Builds and starts the site of a framework. Returns where it is, and how to stop it.
 *
 * `node` runs it; `build` and `start` are the arguments of both commands, in the folder of the site.
 */
export async function startSite(framework, { node, build, start, env }) {
  const site = write(framework)
  for (const args of build) {
    await promisify(execFile)(node, args, { cwd: site, env: quiet }).catch(
      ({ message, stdout, stderr }) => {
        throw new Error(`${message}\n${stdout}\n${stderr}`)
      },
    )
  }
  const port = `${await freePort()}`
  const origin = `http://localhost:${port}`
  const child = spawn(node, start, {
    cwd: site,
    env: {
      ...quiet,
      ...env,
      APP_ORIGIN: origin,
      PORT: port,
      HOST: 'localhost',
      HOSTNAME: 'localhost',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; ; tries++) {
    try {
      await fetch(origin)
      break
    } catch (error) {
      if (tries > 300 || child.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return { origin, close: () => child.kill() }
}
