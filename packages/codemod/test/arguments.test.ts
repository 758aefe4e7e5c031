import { describe, expect, it } from 'vitest';

import { parseArguments } from '../src/command-line/arguments.js';

const defaults = { paths: ['a'], mode: 'preview', json: false, force: false, jobs: null, idiomatic: false };

describe('parseArguments', () => {
  it.each([
    [['a'], {}],
    [['a', 'b'], { paths: ['a', 'b'] }],
    [['--write', 'a'], { mode: 'write' }],
    [['a', '--scan', '--json'], { mode: 'scan', json: true }],
    [['--jobs', '3', 'a'], { jobs: 3 }],
    [['--jobs=3', 'a'], { jobs: 3 }],
    [['--force', '--write', '--idiomatic', 'a'], { mode: 'write', force: true, idiomatic: true }],
    [['--', '--write'], { paths: ['--write'] }],
  ])('%j', (argv, difference) => {
    expect(parseArguments(argv)).toEqual({ asks: 'run', command: { ...defaults, ...difference } });
  });

  it.each([
    [['--help'], 'help'],
    [['-h'], 'help'],
    [['--version', '--json'], 'version'],
  ])('%j asks for %s', (argv, asks) => {
    expect(parseArguments(argv)).toEqual({ asks });
  });

  it.each([
    [[], 'name the files or folders to look at, or see --help'],
    [['--write'], 'name the files or folders to look at, or see --help'],
    [['--wirte', 'a'], 'unknown flag --wirte, did you mean --write?'],
    [['--Write', 'a'], 'unknown flag --Write, did you mean --write?'],
    [['--job=2', 'a'], 'unknown flag --job, did you mean --jobs?'],
    [['-w', 'a'], 'unknown flag -w, did you mean --write?'],
    [['--idomatic', 'a'], 'unknown flag --idomatic, did you mean --idiomatic?'],
    [['--parser', 'a'], 'unknown flag --parser, see --help'],
    [['--toString', 'a'], 'unknown flag --toString, see --help'],
    [['--wirte', '--help'], 'unknown flag --wirte, did you mean --write?'],
    [['--write=yes', 'a'], '--write takes no value'],
    [['--jobs', '0', 'a'], '--jobs takes a number, 1 or more'],
    [['--jobs', 'two', 'a'], '--jobs takes a number, 1 or more'],
    [['a', '--jobs'], '--jobs takes a number, 1 or more'],
    [['--write', '--scan', 'a'], '--write and --scan exclude each other'],
    [['a', ''], 'a path is empty'],
  ])('%j is refused', (argv, message) => {
    expect(parseArguments(argv)).toEqual({ asks: 'usage-error', message });
  });
});
