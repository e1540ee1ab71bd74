/**
 * Sets `VERSION` in `src/core/version.ts` of a package to the version in its package.json.
 *
 * @throws {Error} when the file has no such constant.
 */
export function setVersion(folder: string): void
