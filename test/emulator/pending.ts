/** Operations whose scenarios are still to be written. */
export const pending = new Set<string>([])
