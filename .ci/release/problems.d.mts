/** The contents of a package's tarball. */
export interface PackedPackage {
  manifest: Record<string, unknown>
  /** The files of the tarball, by path, with their text. */
  files: Map<string, string>
}

/** Returns a sentence for each thing that a package lacks for its publication; none when the package is ready. */
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
