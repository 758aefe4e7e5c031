import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProgram } from './check-program.js';
import { Choices } from './choices.js';
import { NameScope } from './scope.js';
import * as hosts from './observing-hosts.js';
const numbers = fc.array(fc.nat(9999), { minLength: 20, maxLength: 120, size: 'max' });
for (const [name, write] of Object.entries(hosts)) {
  test(name, { timeout: 600000 }, async () => {
    const text = (values: readonly number[]) => {
      const context: any = { choices: new Choices(values), program: { helpers: [], counter: 0, budget: 12 }, scope: new NameScope(null, true), callback: null, hostCallback: null, receiver: null, canReturn: false, isInLoop: false, hasArguments: true, isContinuation: false, canThrow: true, presentResult: null, depth: 0 };
      return ["var fs = require('fs');", ...(write as any)(context)].join('\n') + '\n';
    };
    let rewritten = 0, sites = 0;
    const details = await fc.check(fc.asyncProperty(numbers, async (v) => { const { finding, plans } = await checkProgram(text(v)); sites += plans.idiomatic.length; rewritten += plans.idiomatic.filter((p) => p.action === 'rewrite').length; return finding === null; }), { numRuns: 250, seed: 5 });
    console.log(name, 'sites', sites, 'rewritten', rewritten, details.failed ? 'FAILED after ' + details.numRuns : 'ok');
    if (details.counterexample) { const p = text(details.counterexample[0]); const { finding } = await checkProgram(p); console.log(finding?.tier + '\n' + p + '\n--- ' + finding?.output + '\n--- ' + finding?.divergence); }
    expect(1).toBe(1);
  });
}
