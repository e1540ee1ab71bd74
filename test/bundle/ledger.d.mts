/** Bytes by subpath and name. `*` is the whole subpath. */
export type Ledger = Record<string, Record<string, number>>

export const MEDIAN: number
export const WHOLE: number
export function recorded(): Ledger
export function measured(folder: string): Promise<Ledger>
export function growths(before: Ledger, after: Ledger): string[]
export function median(sizes: Record<string, number>): number
