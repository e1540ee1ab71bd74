// Checks that the packages and the repository are ready for a publication. The types are in `problems.d.mts`.

const HTTPS = /^https:\/\/[^\s/]+\/\S+$/
const REQUIRED = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']
/** Matches files that no tarball may contain: tests, settings, lock files, logs, keys. */
const FOREIGN =
  /(^|\/)(\.|node_modules\/|test\/|tsconfig|package-lock\.json)|\.(test\.\w+|log|tgz|pem|env)$/
/** Matches version ranges that npm can only resolve inside the repository. */
const LOCAL = /^(file|link|workspace|portal):/

export function problemsOf({ manifest, files }) {
  return [...manifestProblems(manifest), ...fileProblems(manifest, files)].map(
    (problem) => `${manifest.name}: ${problem}`,
  )
}

function manifestProblems({ repository, homepage, bugs, version, private: isPrivate, ...rest }) {
  const problems = []
  const url = (typeof repository === 'string' ? repository : repository?.url)?.replace(/^git\+/, '')
  if (!HTTPS.test(url ?? '')) problems.push('set repository to the https URL of its public home')
  if (!HTTPS.test(homepage ?? '')) problems.push('set homepage to an https URL')
  const tracker = typeof bugs === 'string' ? bugs : bugs?.url
  if (!HTTPS.test(tracker ?? '')) problems.push('set bugs to the https URL of its issues')
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? '')) problems.push('set version to a release')
  if (isPrivate) problems.push('remove private, which forbids a publication')
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
    for (const [name, range] of Object.entries(rest[kind] ?? {})) {
      if (LOCAL.test(range)) problems.push(`set ${kind}.${name} to a range of releases`)
    }
  }
  return problems
}

function fileProblems({ version, exports }, files) {
  const problems = []
  for (const file of REQUIRED) {
    if (!files.has(file)) problems.push(`the tarball lacks ${file}`)
  }
  for (const target of new Set(Object.values(exports ?? {}).flatMap(targetsOf))) {
    if (!files.has(target.replace('./', ''))) problems.push(`the tarball lacks ${target}: build it`)
  }
  for (const file of files.keys()) {
    if (FOREIGN.test(file)) problems.push(`the tarball contains ${file}: remove it from files`)
  }
  const entry = files.get('CHANGELOG.md')?.split('\n').includes(`## ${version}`)
  if (!entry) problems.push(`CHANGELOG.md has no entry for ${version}: run npm run release:version`)
  return problems
}

function targetsOf(target) {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(targetsOf)
}

/** Matches an e-mail address, or the URL of a page. */
const ADDRESS = /[\w.+-]+@[\w-]+\.\w+|https:\/\/[^\s/]+\/\S/

export function repositoryProblems({ changesets, changed, security }) {
  const problems = []
  const [, reporting = ''] = security.split(/^## /m)
  if (!ADDRESS.test(reporting)) {
    problems.push('SECURITY.md has no address for reports: add it to its first section')
  }
  if (changesets.length) {
    problems.push(
      `these changesets are not released: ${changesets.join(', ')}. Run npm run release:version`,
    )
  }
  if (changed.length) problems.push(`these files are not committed: ${changed.join(', ')}`)
  return problems
}
