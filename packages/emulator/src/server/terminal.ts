import type { OutgoingMessage } from '../messages/index.ts'
import { type Framework, variableLines } from './variables.ts'

/** The data about a server in the output of the command. */
export interface Announced {
  /** The name of the instance. */
  instance: string
  url: string
  /** The environment variables for an application, with the names that the application reads. */
  env: Record<string, string>
  framework: Framework | undefined
  /** The file with the certificate of an https server, if one was written. */
  certificate?: string | undefined
}

/** The files for the environment variables of each framework. */
const FILES = { next: '.env.local', vite: '.env.local', astro: '.env', workers: '.dev.vars' }

/** Makes the text that describes a running server: its URLs, and the variables for an application. */
export function banner({ instance, url, env, framework, certificate }: Announced): string {
  const proxyUrl = Object.keys(env).find((name) => name.endsWith('CLERK_PROXY_URL'))
  const file = framework ? ` For ${FILES[framework]}:` : ''
  return [
    `Clerk is at ${url}, for the instance ${visible(instance)}.`,
    `The dashboard is at ${url}/, and people sign in at ${url}/sign-in\n`,
    `The variables of an application that uses it.${file}\n`,
    variableLines(env),
    `Set the option proxyUrl to this URL where a program does not read ${proxyUrl}. Otherwise, browsers send requests to Clerk itself.`,
    ...(certificate
      ? [
          `Programs in Node trust the certificate when NODE_EXTRA_CA_CERTS is set before they start; browsers ask once, at ${url}/`,
        ]
      : []),
    '',
  ].join('\n')
}

/** Returns one line about an e-mail or a text message: the code and the link, else the subject, else the body. */
export function messageLine(
  message: Pick<OutgoingMessage, 'channel' | 'to' | 'subject' | 'body' | 'code' | 'link'>,
): string {
  const { channel, to, subject, body, code, link } = message
  const found = [code && `code ${code}`, link].filter(Boolean)
  const said = found.length ? found.join(', ') : (subject ?? body)
  return visible(`${channel === 'email' ? 'E-mail' : 'SMS'} to ${to}: ${said}`)
}

/** Converts text to one line for a terminal. Text from an application may contain control characters that move the cursor. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}
