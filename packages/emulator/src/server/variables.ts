/** What the variables can be named for. */
export const FRAMEWORKS = ['next', 'vite', 'astro', 'workers'] as const
export type Framework = (typeof FRAMEWORKS)[number]

/** What a variable must begin with for a framework to hand it to browsers. */
const PREFIXES = { next: 'NEXT_PUBLIC_', vite: 'VITE_', astro: 'PUBLIC_' }

/** The variables that applications hand to browsers. */
const OF_BROWSERS = [
  'CLERK_PUBLISHABLE_KEY',
  'CLERK_PROXY_URL',
  'CLERK_SIGN_IN_URL',
  'CLERK_JS_URL',
  'CLERK_UI_URL',
  'CLERK_TELEMETRY_DISABLED',
]

/**
 * The variables under the names that the official package of a framework reads, or under the plain ones that clerklet and
 * servers read.
 */
export function variablesFor(
  framework: Framework | undefined,
  env: Record<string, string>,
): Record<string, string> {
  if (framework === undefined || framework === 'workers') return env
  const { CLERK_PROXY_URL: url } = env
  const given = Object.entries({
    ...env,
    // Components ask for these scripts by https otherwise, whatever the scheme of the proxy URL is.
    CLERK_JS_URL: `${url}/npm/@clerk/clerk-js/dist/clerk.browser.js`,
    CLERK_UI_URL: `${url}/npm/@clerk/ui/dist/ui.browser.js`,
    // Applications of a development instance send telemetry to Clerk otherwise.
    CLERK_TELEMETRY_DISABLED: '1',
  })
  const named: Record<string, string> = {}
  for (const [name, value] of given) {
    const isOfBrowsers = OF_BROWSERS.includes(name)
    // `@clerk/nextjs` does not read it.
    if (framework === 'next' && name === 'CLERK_JWT_KEY') continue
    if (isOfBrowsers) named[PREFIXES[framework] + name] = value
    // The servers of React Router and TanStack Start read the plain names, too.
    if (!isOfBrowsers || framework === 'vite') named[name] = value
  }
  return named
}

/** As a shell and an `.env` file take them: a key with line breaks on one line. */
export function variableLines(env: Record<string, string>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"\n`)
    .join('')
}
