
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSuite, variants } from './check-suite.js';
import { suites } from './suites.js';
const chosen = variants.filter(({ name }) => name.startsWith('functions'));
for (const name of process.argv.slice(2)) {
  const suite = suites.find((s) => s.name === name);
  const folder = mkdtempSync(join(tmpdir(), 'zz-'));
  try { const r = await checkSuite(suite, folder, chosen); console.log(name, r.passed, JSON.stringify(r.findings), folder); } catch (e) { console.log(name, 'ERROR', e.message); }
}
