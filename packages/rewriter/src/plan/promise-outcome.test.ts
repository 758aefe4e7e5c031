import { expect, it } from 'vitest';

import { planText } from '../../test/plan/plan-text.js';

/** What takes the place of a promise made by hand in a snippet. */
function outcomeOf(code: string, idiomatic: boolean): string | null {
  const forms = planText(`const fs = require('fs');\n${code}`, { idiomatic }).flatMap(({ body }) => body.executor?.form ?? []);
  return forms[0] ?? null;
}

const stat = (body: string): string => `new Promise((resolve, reject) => { fs.stat(p, (err, s) => { ${body} }); })`;
const plain = stat('if (err) return reject(err); resolve(s);');

it.each<[string, string | null, string | null]>([
  [`function f(p) { return ${plain}; }`, 'promise', 'promise'],
  [`const f = (p) => ${plain};`, 'promise', 'promise'],
  [`function f(p) { return ${stat('if (err) return reject(err); resolve(s.size);')}; }`, null, 'host'],
  [`function f(p) { show(); return ${stat('if (err) return reject(err); resolve(s.size);')}; }`, null, 'promise'],
  [`function f(p) { show(); return ${stat('if (err) return reject(err); use(s); resolve(s);')}; }`, null, 'call'],
  [`function f(p) { return ${stat('if (err) return reject(err); resolve(!s);')}; }`, 'host', 'host'],
  [`function f(p) { show(); return ${stat('if (err) return reject(err); resolve(!s);')}; }`, 'promise', 'promise'],
  [`function f(p) { show(); return ${stat('if (err) return reject(err); if (s) resolve(1); else resolve(2);')}; }`, 'call', 'call'],
  [`function f(p) { show(); return ${stat('resolve(!err);')}; }`, 'promise', 'promise'],
  [`const f = (p) => ${stat('resolve(!err);')};`, 'promise', 'promise'],
  [`async function f(p) { return ${stat('resolve(err ? null : s);')}; }`, 'promise', 'promise'],
  [`async function f(p) { await ${stat('if (err) return reject(err); resolve();')}; }`, 'promise', 'promise'],
  [`async function f(p) { await ${stat('if (err) return reject(err); use(s); resolve();')}; }`, null, 'host'],
  [`async function f(p) { if (p) { await ${stat('if (err) return reject(err); use(s); resolve();')}; } show(); }`, null, 'host'],
  // The value is read, a name means something else, a `return` would leave the function, or what follows belongs to a branch without braces.
  [`async function f(p) { const x = await ${stat('if (err) return reject(err); use(s); resolve();')}; }`, null, 'call'],
  [`async function f(p, s) { if (p) { await ${stat('if (err) return reject(err); use(s); resolve();')}; } }`, null, 'call'],
  [`async function f(p) { await ${stat('if (err) return reject(err); if (s.size) return resolve(); use(s); resolve();')}; }`, null, 'call'],
  [`async function f(p) { if (p) await ${stat('if (err) return reject(err); use(s); resolve();')}; show(); }`, null, 'call'],
  [`function f(p) { return ${stat('if (err) return reject(err); use(s);')}; }`, null, null],
  [`function f(p) { return ${stat('if (err) reject(err); if (s) resolve(s);')}; }`, null, null],
  [`function f(p) { return ${stat('resolve(s);')}; }`, 'host', 'host'],
])('%s: %s; idiomatic: %s', (code, exact, idiomatic) => {
  expect([outcomeOf(code, false), outcomeOf(code, true)]).toEqual([exact, idiomatic]);
});
