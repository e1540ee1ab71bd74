// Keeps the constant `VERSION` of a package equal to the version in its package.json. The types are in `versions.d.mts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CONSTANT = /^(export const VERSION = )'.*'$/m

export function setVersion(folder) {
  const file = join(folder, 'src/core/version.ts')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readFileSync(file, 'utf8')
  if (!CONSTANT.test(text)) throw new Error(`${file} has no constant VERSION`)
  writeFileSync(file, text.replace(CONSTANT, `$1'${version}'`))
}
