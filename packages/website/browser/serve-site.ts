import type { TestProject } from 'vitest/node';

import { startServer } from './start-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the site: `http://127.0.0.1:40123`. */
    readonly site: string;
  }
}

/** Serves the built site while the tests run. */
export default async function serveSite({ provide }: TestProject): Promise<() => void> {
  const { site, close } = await startServer();
  provide('site', site);
  return close;
}
