export declare function smokeIn(runtime: string, packedFolder: string): Promise<number>
export declare function exampleIn(runtime: string, packedFolder: string): Promise<void>
