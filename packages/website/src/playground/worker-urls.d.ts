declare module 'virtual:playground-workers' {
  /** The addresses of the workers, see `bundle-workers.ts`. */
  export const rewriteWorker: string;
  export const lintWorker: string;
}
