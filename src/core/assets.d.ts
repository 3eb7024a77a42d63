/** Data files that the build puts into the bundle (see the loaders in esbuild.mjs). */
declare module '*.txt' {
  const text: string;
  export default text;
}
declare module '*.bin' {
  const bytes: Uint8Array;
  export default bytes;
}
