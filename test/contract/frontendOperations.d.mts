export const TARGET: URL
export function operationsText(frontend: object, backend: object): string
export function currentText(): string
