export declare function currentReadme(
  folder: string,
): Promise<{ table: string; readme: string; current: string }>
