import { describe, expect, it } from 'vitest';

import { type ImportedTiming, type TimingTerm, after, combine, settle } from './timing-term.js';

const load: ImportedTiming = { callee: { specifier: './x', path: ['load'] }, position: 0, isLast: true, outcome: 'success', otherwise: 'unknown' };

describe('after: the timing of a callback whose callee is called at a place', () => {
  it.each<[TimingTerm, TimingTerm, TimingTerm]>([
    ['at-once', 'later', 'later'],
    ['later', 'at-once', 'later'],
    ['mixed', 'at-once', 'mixed'],
    ['never', load, 'never'],
    [load, 'later', 'later'],
    [load, 'at-once', load],
    ['at-once', load, load],
    ['mixed', load, { place: 'mixed', timing: load }],
  ])('%j, %j: %j', (place, timing, expected) => {
    expect(after(place, timing)).toEqual(expected);
  });
});

describe('combine: the timing of a function that calls back in several places', () => {
  it.each<[TimingTerm[], TimingTerm]>([
    [[], 'never'],
    [['at-once', 'never'], 'at-once'],
    [['at-once', 'later'], 'mixed'],
    [['later', 'unknown'], 'unknown'],
    [['at-once', 'as-passed'], 'unless-passed-waits'],
    [['never', load], load],
    [[load, 'at-once', load, 'later'], { oneOf: ['mixed', load] }],
  ])('%j: %j', (timings, expected) => {
    expect(combine(timings)).toEqual(expected);
  });
});

describe('settle: the timing once the other files are known', () => {
  it.each<[TimingTerm, TimingTerm]>([
    ['later', 'later'],
    [load, 'at-once'],
    [{ oneOf: ['later', load] }, 'mixed'],
    [{ place: 'mixed', timing: load }, 'mixed'],
  ])('%j: %j', (term, expected) => {
    expect(settle(term, () => 'at-once')).toBe(expected);
  });
});
