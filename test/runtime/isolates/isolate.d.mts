export interface Call {
  name: string
  path: string
  url: string
}

/** Without a body the API never responds. */
export interface Answer {
  status?: number
  body?: unknown
  delay?: number
}

export interface Isolate {
  answer(name: string, make: Answer | ((call: Call) => Answer)): void
  count(name: string): number
  call(action: string, name: string, options?: Record<string, unknown>): Promise<unknown>
  stop(): Promise<void>
}

export function startIsolate(packedFolder: string, compatibilityDate: string): Promise<Isolate>
