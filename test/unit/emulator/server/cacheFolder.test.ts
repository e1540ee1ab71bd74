import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder } from '#emulator/server/cacheFolder.ts'

test.each<[string, Record<string, string>, string]>([
  ['linux', {}, '/home/ada/.cache'],
  ['linux', { XDG_CACHE_HOME: '/caches' }, '/caches'],
  ['linux', { XDG_CACHE_HOME: '' }, '/home/ada/.cache'],
  // The XDG specification says that a relative path is ignored.
  ['linux', { XDG_CACHE_HOME: 'caches' }, '/home/ada/.cache'],
  ['freebsd', {}, '/home/ada/.cache'],
  ['darwin', {}, '/home/ada/Library/Caches'],
  ['darwin', { XDG_CACHE_HOME: '/caches' }, '/caches'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local'],
  ['win32', {}, '/home/ada/AppData/Local'],
])('behavior: on %s with %j', (platform, env, folder) => {
  expect(cacheFolder(env, platform, '/home/ada')).toBe(join(folder, 'clerklet-emulator'))
})
