/** A package, as its tarball contains it. */
export interface PackedPackage {
  manifest: Record<string, unknown>
  /** The files of the tarball, by path, with their text. */
  files: Map<string, string>
}

/** What a publication of a package lacks, a sentence for each. Empty when it is ready. */
export function problemsOf(packed: PackedPackage): string[]

/**
 * What a publication of the repository lacks: an address for reports in SECURITY.md, the release of each changeset, and the commit of
 * each change.
 */
export function repositoryProblems(repository: {
  changesets: string[]
  changed: string[]
  /** The text of SECURITY.md. */
  security: string
}): string[]
