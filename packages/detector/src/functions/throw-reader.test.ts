import { describe, expect, it } from 'vitest';

import { functionsOf } from '../detect.js';
import { functionAt, nodeAt, parse } from '../../test/nodes.js';
import { settleFunction } from './handler/handler-summary.js';
import { isExpectedToThrow, throwReaderOf } from './throw-reader.js';

const attempt = 'function attempt(work) { try { work(); } catch (e) { log(e); } }';

describe('who looks at what `load` throws', () => {
  it.each([
    ['load();', null],
    ['try { load(); } catch (e) { log(e); }', 'try'],
    ['try { load(); } finally { end(); }', null],
    ['try { run(); } catch (e) { load(); }', null],
    ['try { load(); } catch (e) { log(e); } load();', 'try'],
    ['function f() { load(); } try { f(); } catch (e) { log(e); }', 'try'],
    ['function f() { try { load(); } catch (e) { log(e); } }', 'try'],
    ['try { list.forEach(load); } catch (e) { log(e); }', 'try'],
    ['try { setTimeout(load, 1); } catch (e) { log(e); }', null],
    ['try { setTimeout(function () { load(); }, 1); } catch (e) { log(e); }', null],
    ['try { f(function () { return load; }); } catch (e) { log(e); }', null],
    ['assert.throws(load);', 'assertion'],
    ['assert.throws(function () { load(); });', 'assertion'],
    ['expect(load).to.throw();', 'assertion'],
    ['expect(load).to.be.ok();', null],
    [`${attempt} attempt(load);`, 'try'],
    [`${attempt} attempt(function () { load(); });`, 'try'],
    [`${attempt} function twice(work) { attempt(work); } twice(load);`, 'try'],
    [`${attempt} attempt(other); load();`, null],
    ['function attempt(work) { try { work(); } finally { end(); } } attempt(load);', null],
    ['function attempt(work) { try { run(); } catch (e) { work(); } } attempt(load);', null],
    ['function attempt(work) { work(); } attempt(load);', null],
    ['function attempt(work, other) { try { other(); } catch (e) { log(e); } } attempt(load);', null],
    ['function Attempt(work) { try { work(); } catch (e) { log(e); } } new Attempt(load);', 'try'],
    ['function attempt(work) { return function () { try { work(); } catch (e) { log(e); } }; } attempt(load);', 'try'],
  ])('%s: %s', (code, expected) => {
    const source = parse(`function load() { throw new Error('a'); }\n${code}`);
    expect(throwReaderOf(functionAt(source, 'function load'), functionsOf(source))).toBe(expected);
  });
});

it('sees a function of another file that calls `load` in a `try`', () => {
  const other = parse(attempt);
  const work = functionsOf(other).summaryOf(functionAt(other, 'function attempt'));
  const imported = { './x': { attempt: [settleFunction(work, () => [])] } };
  const source = parse("const x = require('./x'); function load() { throw new Error('a'); } x.attempt(load);");
  expect(throwReaderOf(functionAt(source, 'function load'), functionsOf(source, { imported }))).toBe('try');
});

describe('isExpectedToThrow', () => {
  it.each([
    ['assert.throws(load)', true],
    ['expect(load).to.throw()', true],
    ['expect(load).not.toThrow()', true],
    ['load.should.throw()', true],
    ['expect(load).to.equal(1)', false],
    ['assert.equal(load, 1)', false],
    ['load.call(this)', false],
    ['load()', false],
    ['run(load)', false],
  ])('%s: %j', (code, expected) => {
    expect(isExpectedToThrow(nodeAt(parse(`${code};`), 'load'))).toBe(expected);
  });
});
