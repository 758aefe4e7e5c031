import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import sirv from 'sirv';

/**
 * Serves the built site on loopback.
 *
 * @returns its address, `http://127.0.0.1:40123`, and a function that ends it
 * @throws {Error} where the site is not built
 */
export async function startServer() {
  const folder = fileURLToPath(new URL('../dist', import.meta.url));
  if (!existsSync(folder)) throw new Error('the site is not built: npx -y pnpm@12 site:build');
  const server = createServer(sirv(folder));
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { site: `http://127.0.0.1:${port}`, close: () => server.close() };
}
