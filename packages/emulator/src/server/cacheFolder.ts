import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * Returns the folder for data that the command keeps between runs. The folder is in `XDG_CACHE_HOME` if that is an absolute
 * path, else in the cache folder of the operating system.
 *
 * @see {@link https://specifications.freedesktop.org/basedir-spec/latest/ XDG Base Directory Specification}
 */
export function cacheFolder(
  env: Record<string, string | undefined> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  return join(cachesOf(env, platform, home), 'clerklet-emulator')
}

function cachesOf(
  { XDG_CACHE_HOME, LOCALAPPDATA }: Record<string, string | undefined>,
  platform: string,
  home: string,
): string {
  // A relative path is ignored, as the XDG specification requires.
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME
  if (platform === 'win32') return LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  return join(home, '.cache')
}
