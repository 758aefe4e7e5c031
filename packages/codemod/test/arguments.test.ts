import { describe, expect, it } from 'vitest';

import { parseArguments } from '../src/command-line/arguments.js';

const defaults = {
  paths: ['a'], mode: 'preview', interactive: false, watch: false, output: 'text', detail: 'normal', color: true, force: false, format: true, jobs: null, cache: 'default', idiomatic: false, functions: false, promisify: null, selected: [], publicForm: 'callback',
  changed: null, ignore: [], only: [], shard: null, outputFile: null, report: null, limit: null, stdinFilename: null, test: null, includeTests: false,
};

describe('parseArguments', () => {
  it.each([
    [['a'], {}],
    [['a', 'b'], { paths: ['a', 'b'] }],
    [['--write', 'a'], { mode: 'write' }],
    [['a', '--scan', '--json'], { mode: 'scan', output: 'json' }],
    [['--jobs', '3', 'a'], { jobs: 3 }],
    [['--promisify', 'native', 'a'], { promisify: 'native' }],
    [['--jobs=3', 'a'], { jobs: 3 }],
    [['--cache', 'a'], {}],
    [['--no-cache', 'a'], { cache: null }],
    [['--cache', '--cache-location', 'kept', 'a'], { cache: { folder: 'kept' } }],
    [['--force', '--write', '--idiomatic', 'a'], { mode: 'write', force: true, idiomatic: true }],
    [['--', '--write'], { paths: ['--write'] }],
    [['--since', 'main'], { paths: ['.'], changed: { since: 'main' } }],
    [['--staged', 'a'], { changed: 'staged' }],
    [['--ignore', 'x', '--ignore=y', 'a'], { ignore: ['x', 'y'] }],
    [['--only', 'fs', '--only', 'result-used', 'a'], { only: ['fs', 'result-used'] }],
    [['--output', 'out.json', 'a'], { outputFile: 'out.json' }],
    [['--shard', '2/4', 'a'], { shard: { index: 2, count: 4 } }],
    [['--json-lines', '--quiet', '--no-color', 'a'], { output: 'json-lines', detail: 'quiet', color: false }],
    [['--stdin-filename', 'b.ts'], { paths: [], stdinFilename: 'b.ts' }],
    [['doctor', '--test', 'npm test', '--include-tests', 'a'], { mode: 'write', test: 'npm test', includeTests: true }],
    [['--interactive', 'a'], { mode: 'write', interactive: true }],
    [['--function', 'a.js:load', '--function=a.js:3', '--public', 'both', 'a'], { functions: true, selected: ['a.js:load', 'a.js:3'], publicForm: 'both' }],
    [['./merge'], { paths: ['./merge'] }],
  ])('%j', (argv, difference) => {
    expect(parseArguments(argv)).toEqual({ asks: 'run', command: { ...defaults, ...difference } });
  });

  it('takes an undo', () => {
    expect(parseArguments(['undo', '--force'])).toEqual({ asks: 'undo', force: true, quiet: false });
  });

  it('takes the documents of a merge', () => {
    expect(parseArguments(['merge', 'a.json', 'b.json'])).toEqual({ asks: 'merge', documents: ['a.json', 'b.json'] });
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
    [['--functions', '--public', 'promises', 'a'], '--public takes callback, both, promise'],
    [['--public', 'both', 'a'], '--public goes with --functions'],
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
    [['--promisify', 'promises', 'a'], '--promisify takes inline, hoisted, native'],
    [['--jobs', '0', 'a'], '--jobs takes a number, 1 or more'],
    [['--jobs', 'two', 'a'], '--jobs takes a number, 1 or more'],
    [['a', '--jobs'], '--jobs takes a number, 1 or more'],
    [['--write', '--scan', 'a'], '--write and --scan exclude each other'],
    [['--cache', '--no-cache', 'a'], '--cache and --no-cache exclude each other'],
    [['a', ''], 'a path is empty'],
    [['--quiet', '--verbose', 'a'], '--quiet and --verbose exclude each other'],
    [['--since', 'main', '--staged'], '--since and --staged exclude each other'],
    [['--json', '--json-lines', 'a'], '--json and --json-lines exclude each other'],
    [['--shard', '5/4', 'a'], '--shard takes a part of a whole, such as 1/4'],
    [['--shard', '0/4', 'a'], '--shard takes a part of a whole, such as 1/4'],
    [['--shard', '1', 'a'], '--shard takes a part of a whole, such as 1/4'],
    [['a', '--only'], '--only takes a value, see --help'],
    [['-'], 'reading from stdin takes --stdin-filename, which tells the language'],
    [['--stdin-filename', 'a.js', 'src'], '--stdin-filename reads from stdin and takes no paths'],
    [['--stdin-filename', 'a.js', '--write'], '--stdin-filename and --write exclude each other'],
    [['--test', 'npm test', 'src'], '--test goes with doctor, or with --write'],
    [['doctor', 'src'], 'doctor needs the command of the tests: --test "npm test"'],
    [['doctor', '--test', 'a', '--scan', 'src'], 'doctor takes no --scan'],
    [['doctor', '--test', 'a'], 'name the files or folders to look at, or see --help'],
    [['--interactive', '--json', 'a'], '--interactive and --json exclude each other'],
    [['undo', 'src'], 'undo takes no paths: it restores what the last run has written'],
    [['undo', '--scan'], 'undo takes no --scan'],
    [['merge'], 'merge takes the JSON documents of --json'],
    [['merge', '--write', 'a.json'], 'merge takes no --write'],
  ])('%j is refused', (argv, message) => {
    expect(parseArguments(argv)).toEqual({ asks: 'usage-error', message });
  });
});
