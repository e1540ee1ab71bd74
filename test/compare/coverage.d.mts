/** The number of operations that a client has, and the number of all operations. */
type Count = [number, number]
interface Coverage {
  all: Count
  documented: Count
}

export declare function ourCoverage(folder: string): Promise<Coverage>
export declare function officialMethods(): Promise<Map<string, string[]>>
export declare function officialCoverage(): Promise<Coverage>
export declare function hasOperation(requests: string[], operation: string): boolean
