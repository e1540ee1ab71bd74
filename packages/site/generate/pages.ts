import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, sectionsOfDocuments } from './documents.ts'
import { readFunctions } from './functions.ts'
import { llmsOf } from './guide.ts'
import { homePage } from './home.ts'
import { writePages as writeReference } from './reference.ts'

const SITE = fileURLToPath(new URL('../', import.meta.url))

/** The folder of the pages. Its name begins with a dot, so that no other tool takes them for documents of the repository. */
export const PAGES = join(SITE, '.pages')

/** Writes all pages of the site: the first page, the documents and the reference. */
export function writePages(): void {
  const functions = readFunctions()
  rmSync(PAGES, { recursive: true, force: true })
  mkdirSync(PAGES)
  writeFileSync(join(PAGES, 'index.md'), homePage())
  for (const { file, page } of sectionsOfDocuments().flatMap(({ documents }) => documents)) {
    const target = join(PAGES, page)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(ROOT + file, target)
  }
  writeReference(join(PAGES, 'reference'), functions)
  // Files of the folder `public` are at the root of the site.
  cpSync(join(SITE, 'public'), join(PAGES, 'public'), { recursive: true })
  writeFileSync(join(PAGES, 'public/llms.txt'), llmsOf(functions))
}
