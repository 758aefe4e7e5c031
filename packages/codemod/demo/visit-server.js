// Starts the node-static of a folder on a small site and prints what it answers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { Server } = require(join(process.argv[2], 'lib/node-static.js'));

const site = mkdtempSync(join(tmpdir(), 'uncallback-site-'));
mkdirSync(join(site, 'parts'));
mkdirSync(join(site, 'void'));
writeFileSync(join(site, 'index.html'), '<h1>Hello</h1>\n');
writeFileSync(join(site, 'parts/index.json'), '{ "files": ["a.txt", "b.txt"] }');
writeFileSync(join(site, 'parts/a.txt'), 'one ');
writeFileSync(join(site, 'parts/b.txt'), 'two');

const files = new Server(site);
const server = createServer((request, response) => {
  request.on('end', () => files.serve(request, response)).resume();
});
server.listen(0, '127.0.0.1', async () => {
  for (const path of ['/', '/index.html', '/parts/', '/void/', '/missing']) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
    console.log(`GET ${path}`.padEnd(18), response.status, JSON.stringify(await response.text()));
  }
  server.closeAllConnections();
  server.close();
  rmSync(site, { recursive: true, force: true });
});
