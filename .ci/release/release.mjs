// `npm run release:check` lists what a publication lacks, and exits with 1 if that is anything. `npm run release:publish` makes
// the same checks, and publishes the tarballs. `npm run release:publish -- --dry-run` uploads nothing.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { npm, packed, root } from '../../test/fixtures/packed.mjs'
import { problemsOf, repositoryProblems } from './problems.mjs'

// The emulator depends on the client, so the client comes first.
const PACKAGES = ['clerklet', 'clerklet-emulator']
const { values } = parseArgs({
  options: { publish: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
})

const folder = packed()

function readPackage(name) {
  const directory = join(folder, 'node_modules', name)
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const files = new Map(
    paths.map((path) => [
      relative(directory, path).replaceAll('\\', '/'),
      readFileSync(path, 'utf8'),
    ]),
  )
  return { manifest: JSON.parse(files.get('package.json')), files }
}

const changesets = readdirSync(join(root, '.changeset')).filter(
  (file) => file.endsWith('.md') && file !== 'README.md',
)
const security = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const status = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })
const changed = status.split('\n').flatMap((line) => line.slice(3) || [])

const packages = PACKAGES.map(readPackage)
const problems = [
  ...packages.flatMap(problemsOf),
  ...repositoryProblems({ changesets, changed, security }),
]
for (const problem of problems) console.log(`- ${problem}`)

if (problems.length) {
  console.log(`Not ready: ${problems.length} missing.`)
  process.exitCode = 1
} else {
  console.log('Ready to publish.')
  if (values.publish) {
    for (const { manifest } of packages) {
      const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`)
      const options = ['--access', 'public', ...(values['dry-run'] ? ['--dry-run'] : [])]
      console.log(npm(['publish', tarball, ...options], root))
    }
  }
}
