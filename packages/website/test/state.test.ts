import { expect, test } from 'vitest';

import { completeState, fromHash, toHash } from '../src/playground/state.js';

test('a state is in a hash, and comes back', () => {
  const state = completeState({ files: [{ path: 'a.ts', text: 'const s = "äß→😀";\n'.repeat(100) }, { path: 'b.js', text: '' }], active: 1, tier: 'functions', promisify: 'native', rulesOff: ['prefer-await'] });
  const hash = toHash(state);
  expect(hash).toMatch(/^#state=[\w-]+$/);
  expect(hash.length).toBeLessThan(300);
  expect(fromHash(hash)).toEqual(state);
});

test('what a hash leaves out has its default', () => {
  expect(fromHash(toHash({ files: [{ path: 'a.js', text: 'f()' }] }))).toEqual({ files: [{ path: 'a.js', text: 'f()' }], active: 0, tier: 'exact', promisify: 'inline', rulesOff: [] });
});

test('a hash without a state is none', () => {
  expect(fromHash('')).toBeNull();
  expect(fromHash('#speed')).toBeNull();
});

test('a hash that cannot be read is an error that says what is wrong', () => {
  const hash = toHash({ files: [{ path: 'a.js', text: 'f()' }] });
  expect(() => fromHash(hash.slice(0, -6))).toThrow('the link cannot be read: it is not complete');
  expect(() => fromHash('#state=%')).toThrow('the link cannot be read: it is not complete');
  expect(() => fromHash(toHash({ files: [] }))).toThrow('the link cannot be read: files: Invalid length');
  expect(() => fromHash(toHash({ files: [{ path: 'a.js', text: 'f()' }], tier: 'best' as never }))).toThrow('the link cannot be read: tier: ');
});

test('the active file is one of the files', () => {
  expect(fromHash(toHash({ files: [{ path: 'a.js', text: '' }], active: 7 }))?.active).toBe(0);
});
