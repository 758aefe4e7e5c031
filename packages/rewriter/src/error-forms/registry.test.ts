import { detectCallbacks } from '@uncallback/detector';
import { expect, it } from 'vitest';

import { matchArgumentsUse } from '../syntax/arguments-use.js';
import { variablesOf } from '../callback/result-form.js';
import { parse, siteIn } from '../../../detector/test/nodes.js';
import { matchErrorForm, recordOf } from './registry.js';
import { ErrorSubject } from './subject.js';

it.each([
  ['(err, x) => { if (err) throw err; use(x); }', 'propagate'],
  ['(err, x) => { if (err) return cb(err); use(x); }', 'catch'],
  ['(err, x) => { if (err) show(err); else use(x); }', 'catch'],
  ['(err, x) => cb(err, x)', 'forward'],
  ['(err, x) => { cb(err, x); }', 'forward'],
  ['(err, x) => err ? fail(err) : use(x)', 'choice'],
  ['(err, x) => { use(x); }', 'ignore'],
  ['function () { cb.apply(null, arguments); }', 'arguments'],
  ['(err, x) => { use(x); if (err) throw err; }', 'capture'],
  ['(err, x) => { show(err, x); use(err); }', 'capture'],
])('%s: %s', (callback, expected) => {
  const source = parse(`load(${callback});`);
  expect(detectCallbacks(source)).not.toHaveLength(0);
  const site = siteIn(source);
  const form = matchErrorForm(
    new ErrorSubject({
      callback: site.callback,
      error: site.error?.variable ?? null,
      results: site.results.flatMap((parameter) => variablesOf(source, site.callback, parameter)),
      callsWithCallback: new Set([site.call]),
      followsNodeContract: false,
      isExact: true,
      readsArguments: matchArgumentsUse(source, site.callback) !== 'none',
      declaredBy: (declaration) => source.scopeManager.getDeclaredVariables(declaration),
    }),
  );
  expect(form.form).toBe(expected);
  expect(recordOf(form).match).toBeDefined();
});
