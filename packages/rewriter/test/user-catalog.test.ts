import { detectCallbacks, type Catalog } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { parseSettings, planRewrites, plansOf, rewrite, type RewriteOptions } from '../src/index.js';

const callback = '(err, value) => { if (err) throw err; use(value); }';
const textOf = (call: string) => `const db = require('my-db');\n${call}\n`;
type Entry = Exclude<Catalog[string][number], string>;

/** The output of a call of `db.query`, or the code of its refusal. */
function outcomeOf(entry: Partial<Entry>, options: Omit<RewriteOptions, 'detect'> = {}, call = `db.query(sql, ${callback});`): string {
  const all = { ...options, detect: { catalog: { 'my-db': [{ path: 'query', ...entry }] } } };
  const source = parseSource(textOf(call), 'a.js');
  for (const plan of plansOf(planRewrites(source, detectCallbacks(source, all.detect), all)).values()) if (plan.action === 'refuse') return plan.reason;
  const { text } = rewrite(source, (other) => parseSource(other, 'a.js'), all);
  return /await .*|new Promise.*/.exec(text)?.[0] ?? 'unchanged';
}

/** The kinds of the callbacks of a call. */
function kindsOf(entry: Partial<Entry>, call = `db.query(sql, ${callback});`): readonly string[] {
  const catalog = { 'my-db': [{ path: 'query', ...entry }] };
  return detectCallbacks(parseSource(textOf(call), 'a.js'), { catalog }).map(({ kind, evidence }) => `${kind} by ${evidence}`);
}

describe('an entry of the user', () => {
  it('is error-first by default', () => {
    expect(kindsOf({}, 'db.query(sql, (x, y) => use(y));')).toEqual(['error-first by catalog']);
    expect(outcomeOf({})).toBe('await promisify(db.query).call(db, sql);');
  });

  it.each<Partial<Entry>>([{ invoked: 'repeated' }, { invoked: 'per-item' }])('%j is not rewritten', (entry) => {
    expect(outcomeOf(entry)).toBe('may-call-repeatedly');
  });

  it('that calls back for each item of an argument is not rewritten, unless there is only one item', () => {
    const entry = { invoked: 'per-item', items: 0 } as const;
    expect(outcomeOf(entry)).toBe('may-call-repeatedly');
    expect(outcomeOf(entry, {}, `db.query({ sql }, ${callback});`)).toBe('await promisify(db.query).call(db, { sql });');
  });

  it('that calls back synchronously is not rewritten', () => {
    expect(outcomeOf({ timing: 'at-once' })).toBe('calls-synchronously');
    expect(outcomeOf({ timing: 'later', invoked: 'once' })).toBe('await promisify(db.query).call(db, sql);');
  });

  it('can declare another kind of callback', () => {
    expect(kindsOf({ kind: 'event-listener' })).toEqual(['event-listener by catalog']);
  });

  it('can declare which argument is the callback', () => {
    const both = `db.query(${callback}, ${callback});`;
    expect(kindsOf({ callback: 0 }, both)[0]).toBe('error-first by catalog');
    expect(kindsOf({ callback: 0 }, both)[1]).not.toBe('error-first by catalog');
    expect(kindsOf({ iteratee: 0 }, both)).toEqual(['async-iteratee by catalog', 'error-first by catalog']);
    expect(kindsOf({ takesTasks: true }, `db.query([(next) => next()], ${callback});`)).toEqual(['async-iteratee by catalog', 'error-first by catalog']);
  });

  it('can declare from which version on it returns a promise', () => {
    const entry = { promise: '>=3.1' };
    expect(outcomeOf(entry)).toBe('await db.query(sql);');
    expect(outcomeOf(entry, { dependencies: { 'my-db': '^3.2.0' } })).toBe('await db.query(sql);');
    expect(outcomeOf(entry, { dependencies: { 'my-db': '^3.0.0' } })).toBe('await promisify(db.query).call(db, sql);');
  });

  it('can declare what the promise resolves to', () => {
    const call = 'db.query(sql, (err, rows, fields) => { if (err) throw err; use(rows, fields); });';
    expect(outcomeOf({ promisified: ['rows', 'fields'] }, {}, call)).toBe('await promisify(db.query).call(db, sql);');
    expect(outcomeOf({ results: ['rows', 'fields'] }, {}, call)).toBe('await new Promise((resolve, reject) => {');
  });

  it('can declare a promise variant, and a function that needs no receiver', () => {
    expect(outcomeOf({ variant: 'my-db.async.query' }, { promisify: 'native' })).toBe('await db.async.query(sql);');
    expect(outcomeOf({ needsReceiver: false })).toBe('await promisify(db.query)(sql);');
    expect(outcomeOf({ needsReceiver: false }, { promisify: 'hoisted' })).toBe('await query(sql);');
    expect(outcomeOf({ needsReceiver: false, missingOn: ['Windows'] }, { promisify: 'hoisted' })).toBe('await promisify(db.query)(sql);');
  });

  it('can declare what a call returns', () => {
    const call = `exports.load = function (sql, cb) { return db.query(sql, (err) => { if (err) return cb(err); db.end(cb); }); };`;
    expect(outcomeOf({ returns: 'handle' }, {}, call)).toBe('result-used');
    expect(outcomeOf({ returns: 'nothing' }, {}, call)).not.toBe('result-used');
  });

  it('overrides an entry of the built-in catalogue', () => {
    const catalog = { fs: [{ path: 'readFile', invoked: 'repeated' as const }] };
    const source = parseSource(`require('fs').readFile(path, ${callback});`, 'a.js');
    const [plan] = plansOf(planRewrites(source, detectCallbacks(source, { catalog }), { detect: { catalog } })).values();
    expect(plan).toMatchObject({ action: 'refuse', reason: 'may-call-repeatedly' });
  });
});

describe('settings', () => {
  it('accept all fields of an entry', () => {
    const entry = {
      path: '*', role: 'iterates', kind: 'event-listener', callback: 0, iteratee: -2, takesTasks: true, mayLackError: true, invoked: 'once', items: 0, timing: 'mixed',
      results: ['rows'], promisified: ['rows'], minimumArguments: 2, promise: '>=1', variant: 'my-db.promises.*', variantFor: 'paths', needsReceiver: true,
      followsNodeContract: true, returns: 'handle', callbackUntil: '<7', caller: 'awaits', versions: '^5 || ^6', missingOn: ['Windows'],
      documentation: 'https://example.com',
    };
    expect(parseSettings({ catalog: { 'my-db': ['', 'Client.*', entry] } }, 'config').catalog).toEqual({ 'my-db': ['', 'Client.*', entry] });
  });

  it.each([
    [{ path: 'a', invoked: 'twice' }, 'config: catalog.my-db.0.invoked must be "once", "per-item" or "repeated", not "twice"'],
    [{ path: 'a', promise: 'latest' }, 'config: catalog.my-db.0.promise must be a range of versions, not "latest"'],
    [{ path: 'a', callback: 'first' }, 'config: catalog.my-db.0.callback must be "last", not "first"'],
    [{ path: 'a', callback: 1.5 }, 'config: catalog.my-db.0.callback must be a whole number, not 1.5'],
    [{ path: 'a', results: 'rows' }, 'config: catalog.my-db.0.results must be a list, not "rows"'],
    [{ invoked: 'once' }, 'config: catalog.my-db.0.path is missing'],
    [7, 'config: catalog.my-db.0 must be a string, not 7'],
  ])('%j is refused', (entry, message) => {
    expect(() => parseSettings({ catalog: { 'my-db': [entry] } }, 'config')).toThrow(message);
  });

  it('list the known keys of an entry in the error', () => {
    expect(() => parseSettings({ catalog: { 'my-db': [{ path: 'a', often: true }] } }, 'config')).toThrow(
      /^config: unknown key catalog\.my-db\.0\.often, known are path, role, kind, /,
    );
  });
});
