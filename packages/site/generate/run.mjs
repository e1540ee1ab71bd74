// `npm run reference`: writes the guide for coding tools in packages/clerklet/docs. With a folder as the argument, also writes
// the pages of the reference to this folder.
import { writeFileSync } from 'node:fs'
import { createJiti } from 'jiti'

const load = (file) => createJiti(import.meta.url).import(file)
const { readFunctions } = await load('./functions.ts')
const { GUIDE, guideOf } = await load('./guide.ts')
const functions = readFunctions()
writeFileSync(GUIDE, guideOf(functions))
const [folder] = process.argv.slice(2)
if (folder) {
  const { writePages } = await load('./reference.ts')
  writePages(folder, functions)
}
