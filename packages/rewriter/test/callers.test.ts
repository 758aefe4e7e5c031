import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, test } from 'vitest';

import { rewrite } from '../src/index.js';
import { planSites, planText } from './plan/plan-text.js';

const load = `db.load(function (err, row) { if (err) throw err; show(row); });`;

/** Whether any function of a program becomes async. */
const becomesAsync = (text: string): boolean => planText(text).some(({ signature }) => signature.form === 'becomes-async');

function rewritten(text: string, idiomatic: boolean): string {
  const result = rewrite(parseSource(text, 'a.js'), (after) => parseSource(after, 'a.js'), { idiomatic });
  expect(result.failure).toBeNull();
  return result.text;
}

describe('a function whose return value may be read', () => {
  test.each([
    ['a task of async.js', `const async = require('async'); async.series([function () { ${load} }], done);`],
    ['a named task', `const async = require('async'); function step() { ${load} } async.series([step], done);`],
    ['an iteratee', `const async = require('async'); async.each(list, (item) => { ${load} }, done);`],
    ['a named iteratee', `const async = require('async'); const step = (item) => { ${load} }; async.eachSeries(list, step, done);`],
    ['a task in a variable', `const async = require('async'); const steps = [function () { ${load} }]; async.series(steps, done);`],
    ['a property of window', `window.leave = function () { ${load} };`],
    ['a handler of an element', `document.body.onscroll = function () { ${load} };`],
    ['a named handler', `function leave() { ${load} } window.onbeforeunload = leave;`],
    ['a hook of options', `create({ before: function () { ${load} } });`],
    ['a hook of options in a variable', `var options = { before() { ${load} } }; create(options);`],
    ['a hook that is added', `var options = {}; options.before = function () { ${load} }; create(options);`],
    ['a helper with another name', `function f() { ${load} } const helper = f; register('x', helper);`],
    ['a method that is passed', `exports.f = function () { ${load} }; register('x', exports.f);`],
    ['a bound method', `A.prototype.f = function () { ${load} }; register('x', this.f.bind(this));`],
    ['a hook in the result of a function', `function hooks() { return { before: function () { ${load} } }; } create(hooks());`],
    ['a step that the file takes out of a list', `const steps = [function () { ${load} }]; run(steps.shift());`],
    ['a handler that starts more', `exports.handler = function (event, context) { send(event); ${load} };`],
    ['a handler with another call', `exports.handler = function (event) { ${load.replace('show(row)', 'queue.send(row)')} };`],
  ])('%s does not become async', (_, text) => {
    expect(becomesAsync(text)).toBe(false);
  });

  test.each([
    ['a listener', `source.on('row', function () { ${load} });`],
    ['a bound listener', `A.prototype.f = function () { ${load} }; source.on('x', this.f.bind(this));`],
    ['an export', `exports.f = function () { ${load} };`],
    ['a method of an export', `module.exports = { f() { ${load} } };`],
    ['a handler with one piece of work', `exports.handler = function (event, context) { ${load.replace('show(row)', 'console.log(row)')} };`],
    ['a method of an object that is only logged', `var box = { f() { ${load} } }; log(JSON.stringify(box)); box.f();`.replace('log(', 'console.log(')],
  ])('%s becomes async', (_, text) => {
    expect(becomesAsync(text)).toBe(true);
  });
});

describe('a step that calls back without a value', () => {
  const step = 'function step(cb) { db.open(function (err) { if (err) return cb(err); db.load(function (err, row) { if (err) return cb(err); show(row); cb(); }); }); }';
  test.each([
    ['in a list in a variable', 'const steps = [step, end]; async.waterfall(steps, done);'],
    ['in an object', 'async.auto({ a: step }, done);'],
    ['in an object in a variable', 'const tasks = { a: step }; async.auto(tasks, done);'],
    ['behind another name', 'const f = step; async.series([f], done);'],
    ['bound', 'async.series([step.bind(null)], done);'],
    ['bound in a list in a variable', 'const steps = [step.bind(this)]; async.series(steps, done);'],
    ['spread', 'const steps = [step]; async.series([...steps, end], done);'],
    ['joined', 'async.series([end].concat([step]), done);'],
    ['put into a list', 'const steps = []; steps.push(step); async.series(steps, done);'],
    ['taken out by the file', 'const steps = [step]; steps[0](done);'],
    ['returned', 'function steps() { return [step]; } async.series(steps(), done);'],
    ['as a method', 'exports.step = step; async.series([exports.step], done);'],
    ['under a condition', 'async.series([fast ? end : step], done);'],
  ])('is not callbackified %s', (_, use) => {
    expect(rewritten(`${step}\n${use}\n`, true)).not.toContain('callbackify');
  });

  test('is not callbackified where it is only called: `callbackify` would pass two arguments', () => {
    const text = rewritten(`${step}\nstep(done);\nconst names = [step.name];\n`, true);
    expect(text).toContain('await');
    expect(text).not.toContain('callbackify');
  });
});

describe('code that would miss an exception after the rewrite', () => {
  const reason = (text: string): string => {
    const plan = planSites(text).at(-1);
    return plan?.action === 'refuse' ? plan.reason : (plan?.action ?? 'none');
  };
  test.each([
    ['an assertion about a function', `function f() { ${load} } assert.throws(f);`],
    ['an assertion about a bound function', `const f = () => { ${load} }; assert.throws(f.bind(null, 1), Error);`],
    ['chai', `const f = function () { ${load} }; expect(f).to.not.throw();`],
    ['jest', `const f = function () { ${load} }; expect(f).toThrow('x');`],
    ['should', `const f = function () { ${load} }; f.should.throw();`],
    ['an assertion about a rejection', `function f() { ${load} } assert.rejects(f);`],
    ['an assertion about another name', `function f() { ${load} } var g = f; t.throws(g);`],
    ['an assertion about a call', `function f() { ${load} } assert.throws(() => f());`],
    ['an assertion about a method', `exports.f = function () { ${load} }; assert.throws(exports.f);`],
    ['a try around a call', `function f() { ${load} } try { f(); } catch (e) { log(e); }`],
    ['a try around a method', `A.prototype.f = function () { ${load} }; A.prototype.g = function () { try { this.f(); } catch (e) { log(e); } };`],
    ['a try around a method of a class', `class A { f() { ${load} } g() { try { this.f(); } catch (e) { log(e); } } }`],
    ['a try around a method of an object', `const a = { f() { ${load} } }; try { a.f(); } catch (e) { log(e); }`],
    ['a try around a caller', `function f() { ${load} } function g() { f(); } try { g(); } catch (e) { log(e); }`],
    ['a try around a loop', `function f() { ${load} } try { list.forEach(f); } catch (e) { log(e); }`],
    ['a try around a function within', `try { list.forEach(() => { ${load} }); } catch (e) { log(e); }`],
    ['a try around call', `function f() { ${load} } try { f.call(this); } catch (e) { log(e); }`],
    ['a try of the callee', `function f(cb) { try { cb(null, 1); } catch (e) { cb(e); } } setImmediate(() => f((err, row) => { show(row); }));`],
    ['a try in a function that the callee calls', `function f(cb) { db.get((err, row) => { try { cb(err, row); } catch (e) { log(e); } }); } function g(cb) { f(cb); } g((err, row) => { show(row); });`],
  ])('%s', (_, text) => {
    expect(reason(text)).toBe('inside-try');
  });

  test.each([
    ['a try with a finally only', `function f() { ${load} } function g() { try { f(); } finally { end(); } }`],
    ['a try around a listener', `function f() { ${load} } try { source.on('x', f); } catch (e) { log(e); }`],
    ['a method of a module', `const fs = require('fs'); exports.open = function () { ${load} }; try { fs.open(); process.open(); } catch (e) { log(e); }`],
    ['an assertion about another property of a function', `function f() { ${load} } expect(f).to.be.a('function');`],
    ['a call behind a try', `function f() { ${load} } try { g(); } catch (e) { log(e); } f();`],
  ])('%s does not', (_, text) => {
    expect(reason(text)).toBe('rewrite');
  });
});
