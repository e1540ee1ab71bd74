/** The frameworks with their own names or their own file for the environment variables. */
export const FRAMEWORKS = ['next', 'vite', 'astro', 'workers'] as const
export type Framework = (typeof FRAMEWORKS)[number]

/** The prefixes of variables that each framework exposes to browsers. */
const PREFIXES = { next: 'NEXT_PUBLIC_', vite: 'VITE_', astro: 'PUBLIC_' }

/** The variables that browsers need. */
const OF_BROWSERS = [
  'CLERK_PUBLISHABLE_KEY',
  'CLERK_PROXY_URL',
  'CLERK_SIGN_IN_URL',
  'CLERK_JS_URL',
  'CLERK_UI_URL',
  'CLERK_TELEMETRY_DISABLED',
]

/**
 * Renames the environment variables for the official package of a framework, and adds variables for Clerk's components. Returns
 * the variables unchanged without a framework and for Workers.
 */
export function variablesFor(
  framework: Framework | undefined,
  env: Record<string, string>,
): Record<string, string> {
  if (framework === undefined || framework === 'workers') return env
  const { CLERK_PROXY_URL: url } = env
  const given = Object.entries({
    ...env,
    // Without these two variables, components load their scripts over https, even when the proxy URL uses http.
    CLERK_JS_URL: `${url}/npm/@clerk/clerk-js/dist/clerk.browser.js`,
    CLERK_UI_URL: `${url}/npm/@clerk/ui/dist/ui.browser.js`,
    // Without this variable, applications of a development instance send telemetry to Clerk.
    CLERK_TELEMETRY_DISABLED: '1',
  })
  const named: Record<string, string> = {}
  for (const [name, value] of given) {
    const isOfBrowsers = OF_BROWSERS.includes(name)
    // `@clerk/nextjs` does not read this variable.
    if (framework === 'next' && name === 'CLERK_JWT_KEY') continue
    if (isOfBrowsers) named[PREFIXES[framework] + name] = value
    // With Vite, the servers of React Router and TanStack Start also read the names without a prefix.
    if (!isOfBrowsers || framework === 'vite') named[name] = value
  }
  return named
}

/** Returns lines for a shell or an `.env` file. Line breaks in a value are escaped. */
export function variableLines(env: Record<string, string>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"\n`)
    .join('')
}
