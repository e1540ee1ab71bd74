// Writes a site whose code is the unchanged recipe of a document, builds the site, and starts it.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packed, root } from '#fixtures/packed.mjs'
import { startApplication } from '#fixtures/startApplication.mjs'

/** Returns the path and the code of each file of a recipe. The heading above the code is the path. */
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

/** Writes the recipe and the scaffold of its framework to the folder `site`, which is emptied first. */
function write(framework) {
  const folder = join(root, 'test/frameworks', framework)
  const site = join(folder, 'site')
  rmSync(site, { recursive: true, force: true })
  cpSync(join(folder, 'scaffold'), site, { recursive: true })
  // Links the packed package, as users get it. The framework is installed in the parent folder.
  mkdirSync(join(site, 'node_modules'))
  symlinkSync(join(packed(), 'node_modules/clerklet'), join(site, 'node_modules/clerklet'))
  for (const [path, code] of filesOf(`${framework}.md`)) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), code)
  }
  return site
}

/** Builds and starts the site of a framework. Returns its URL, and a function that stops it. */
export function startSite(framework, commands) {
  return startApplication(write(framework), commands)
}
