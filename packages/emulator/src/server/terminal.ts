import type { OutgoingMessage } from '../messages/index.ts'
import { type Framework, variableLines } from './variables.ts'

/** What the command says of a server. */
export interface Announced {
  /** The name of the instance. */
  instance: string
  url: string
  /** The variables of an application that is to use it, under the names that it reads. */
  env: Record<string, string>
  framework: Framework | undefined
  /** The file with the certificate of an https server, where it is kept. */
  certificate?: string | undefined
}

/** Where people paste the variables of each framework. */
const FILES = { next: '.env.local', vite: '.env.local', astro: '.env', workers: '.dev.vars' }

/** What people need to know of a server: where it is, and what tells an application of it. */
export function banner({ instance, url, env, framework, certificate }: Announced): string {
  const proxyUrl = Object.keys(env).find((name) => name.endsWith('CLERK_PROXY_URL'))
  const file = framework ? ` For ${FILES[framework]}:` : ''
  return [
    `Clerk is at ${url}, for the instance ${visible(instance)}.`,
    `The dashboard is at ${url}/, and people sign in at ${url}/sign-in\n`,
    `The variables of an application that uses it.${file}\n`,
    variableLines(env),
    `Without ${proxyUrl}, or the option proxyUrl in its place, browsers leave this machine: they ask Clerk itself.`,
    ...(certificate
      ? [
          `Programs in Node trust the certificate when NODE_EXTRA_CA_CERTS is set before they start; browsers ask once, at ${url}/`,
        ]
      : []),
    '',
  ].join('\n')
}

/** One line about a message that would leave now: its code and its link, or its subject. */
export function messageLine(
  message: Pick<OutgoingMessage, 'channel' | 'to' | 'subject' | 'body' | 'code' | 'link'>,
): string {
  const { channel, to, subject, body, code, link } = message
  const found = [code && `code ${code}`, link].filter(Boolean)
  const said = found.length ? found.join(', ') : (subject ?? body)
  return visible(`${channel === 'email' ? 'E-mail' : 'SMS'} to ${to}: ${said}`)
}

/** Text on one line of a terminal. What an application sends may hold characters that move the cursor. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}
