import { parseArgs } from 'node:util';

import type { RewriteOptions } from '@uncallback/rewriter';

import { type FormatName, formatNames, isFormatName } from '../formats/format-names.js';
import type { Shard } from '../select/shard.js';
import { type Shell, shells } from './completion.js';
import { type Promisify, isPromisify, promisifyStyles } from './promisify-styles.js';
import { checkFlag, flags } from './flags.js';

/** A run as the arguments and flags describe it. All commands but `merge` and `undo` are runs. */
export interface Command {
  readonly paths: readonly string[];
  readonly mode: 'preview' | 'write' | 'scan';
  /** Looks at files again when they change, until a signal comes. */
  readonly watch: boolean;
  /** Asks the user about each function; `mode` is then `write`. */
  readonly interactive: boolean;
  readonly output: 'text' | 'json' | 'json-lines' | FormatName;
  /** How much the text output contains: only errors, a summary with the first places, or every place. */
  readonly detail: 'quiet' | 'normal' | 'verbose';
  readonly color: boolean;
  readonly force: boolean;
  /** Whether files that were formatted with the project's formatter are formatted again once they are written. */
  readonly format: boolean;
  /** The number of worker threads; null for as many as the machine can run at once. */
  readonly jobs: number | null;
  /** The folder where results are kept for later runs; `default` for the one of the project, null to keep none and to use none. */
  readonly cache: 'default' | { readonly folder: string } | null;
  readonly idiomatic: boolean;
  /** Whether whole functions lose their callback, where it can go. */
  readonly functions: boolean;
  /** How a callee becomes a promise; null for what the configuration says. */
  readonly promisify: Promisify | null;
  /** The functions that `--function` names, see `findSelected`; empty for all. */
  readonly selected: readonly string[];
  /** What users of the package see of its functions, as `RewriteOptions.publicForm`. */
  readonly publicForm: PublicForm;
  /** Only files that were changed since this revision, or that are staged in git; null for all. */
  readonly changed: { readonly since: string } | 'staged' | null;
  readonly ignore: readonly string[];
  /** The selectors of `--only`, see `createSiteFilter`. */
  readonly only: readonly string[];
  readonly shard: Shard | null;
  /** The file that takes the output; null for stdout. */
  readonly outputFile: string | null;
  /** The file that the HTML report is written to. */
  readonly report: string | null;
  /** How many error-first callbacks may remain: this many, or as many as the `--json` document at this path has. */
  readonly limit: number | { readonly baseline: string } | null;
  /** The name of the source that is read from stdin; null if files are read. */
  readonly stdinFilename: string | null;
  /** The shell command of the tests that the rewritten functions must pass; null to run none. */
  readonly test: string | null;
  /** Whether `doctor` also rewrites test files. */
  readonly includeTests: boolean;
}

/** What the command line asks for: a command with its operands, or a usage error with its message. */
export type Arguments =
  | { readonly asks: 'help' | 'version' | 'init' | 'mcp' }
  | { readonly asks: 'completion'; readonly shell: Shell }
  | { readonly asks: 'run'; readonly command: Command }
  | { readonly asks: 'explain'; readonly code: string; readonly color: boolean }
  | { readonly asks: 'merge'; readonly documents: readonly string[] }
  | { readonly asks: 'undo'; readonly force: boolean; readonly quiet: boolean }
  | { readonly asks: 'usage-error'; readonly message: string };

/** The words that are commands where they come first. */
export const commandNames = ['doctor', 'undo', 'merge', 'init', 'mcp', 'completion', 'help'] as const;

const options = Object.fromEntries(
  Object.entries(flags).map(([name, flag]) => [
    name,
    {
      type: flag.takes === 'nothing' ? ('boolean' as const) : ('string' as const),
      multiple: flag.takes === 'texts',
      ...('short' in flag && { short: flag.short }),
    },
  ]),
);

/**
 * Reads the arguments after the program's name: `['doctor', '--test', 'npm test', 'src']`.
 *
 * @returns never throws: unknown flags, bad values and contradictions are a `usage-error`
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  const message = given.map(checkFlag).find((each) => each !== null);
  if (message !== undefined) return usageError(message);
  if (values['help'] === true) return { asks: 'help' };
  if (values['version'] === true) return { asks: 'version' };
  const names = new Set(given.map(({ name }) => name));
  if (names.has('function')) names.add('functions');
  if (typeof values['explain'] === 'string') return { asks: 'explain', code: values['explain'], color: !names.has('no-color') };
  const [first, ...rest] = positionals;
  // A file or folder of such a name can still be passed as `./merge`.
  if (first === 'help') return { asks: 'help' };
  if (first === 'merge') return parseMerge(rest, names);
  if (first === 'undo') return parseUndo(rest, names);
  if (first === 'init') return parsePlain('init', 'writes a configuration in the current folder', rest, names);
  if (first === 'mcp') return parsePlain('mcp', 'serves the current folder', rest, names);
  if (first === 'completion') return parseCompletion(rest, names);
  if (first === 'doctor') return parseDoctor(rest, values, names);
  return parseRun(positionals, values, names);
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parseRun(paths: readonly string[], values: Values, names: ReadonlySet<string>): Arguments {
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  const texts = (name: string): readonly string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);
  const shard = text('shard');
  const since = text('since');
  const stdinFilename = text('stdin-filename');
  const format = text('format');
  const promisify = text('promisify');
  const maxRemaining = text('max-remaining');
  const baseline = text('baseline');
  const cacheLocation = text('cache-location');
  const publicForm = text('public') ?? 'callback';
  const parsedShard = shard === null ? null : parseShard(shard);
  const contradiction = findContradiction(names, paths);
  if (contradiction !== null) return usageError(contradiction);
  if (shard !== null && parsedShard === null) return usageError('--shard takes a part of a whole, such as 1/4');
  if (format !== null && !isFormatName(format)) return usageError(`--format takes ${formatNames.join(', ')}`);
  if (promisify !== null && !isPromisify(promisify)) return usageError(`--promisify takes ${promisifyStyles.join(', ')}`);
  if (!isPublicForm(publicForm)) return usageError(`--public takes ${publicForms.join(', ')}`);
  return {
    asks: 'run',
    command: {
      paths: paths.length === 0 && (names.has('since') || names.has('staged')) ? ['.'] : paths,
      mode: names.has('write') || names.has('interactive') ? 'write' : names.has('scan') ? 'scan' : 'preview',
      output: names.has('json') ? 'json' : names.has('json-lines') ? 'json-lines' : (format ?? 'text'),
      detail: names.has('quiet') ? 'quiet' : names.has('verbose') ? 'verbose' : 'normal',
      color: !names.has('no-color'),
      force: names.has('force'),
      format: !names.has('no-format'),
      jobs: text('jobs') === null ? null : Number(text('jobs')),
      cache: names.has('no-cache') ? null : cacheLocation === null ? 'default' : { folder: cacheLocation },
      idiomatic: names.has('idiomatic'),
      functions: names.has('functions'),
      promisify,
      selected: texts('function'),
      publicForm,
      changed: since !== null ? { since } : names.has('staged') ? 'staged' : null,
      ignore: texts('ignore'),
      only: texts('only'),
      shard: parsedShard,
      outputFile: text('output'),
      report: text('report'),
      limit: maxRemaining !== null ? Number(maxRemaining) : baseline !== null ? { baseline } : null,
      stdinFilename,
      interactive: names.has('interactive'),
      watch: names.has('watch'),
      test: text('test'),
      includeTests: names.has('include-tests'),
    },
  };
}

/** Reads the arguments of `doctor`, which is `--write` with a test command. */
function parseDoctor(paths: readonly string[], values: Values, names: ReadonlySet<string>): Arguments {
  const flag = ['scan', 'stdin-filename', 'report', 'max-remaining', 'baseline'].find((name) => names.has(name));
  if (flag !== undefined) return usageError(`doctor takes no --${flag}`);
  if (!names.has('test')) return usageError('doctor needs the command of the tests: --test "npm test"');
  return parseRun(paths, values, new Set([...names, 'write']));
}

function parseMerge(documents: readonly string[], names: ReadonlySet<string>): Arguments {
  const [flag] = names;
  if (flag !== undefined) return usageError(`merge takes no --${flag}`);
  return documents.length > 0 ? { asks: 'merge', documents } : usageError('merge takes the JSON documents of --json');
}

function parseUndo(paths: readonly string[], names: ReadonlySet<string>): Arguments {
  const flag = [...names].find((name) => name !== 'force' && name !== 'quiet');
  if (flag !== undefined) return usageError(`undo takes no --${flag}`);
  if (paths.length > 0) return usageError('undo takes no paths: it restores what the last run has written');
  return { asks: 'undo', force: names.has('force'), quiet: names.has('quiet') };
}

/** Reads the arguments of a command that takes none. `does` ends the sentence that says so. */
function parsePlain(asks: 'init' | 'mcp', does: string, paths: readonly string[], names: ReadonlySet<string>): Arguments {
  const [flag] = names;
  if (flag !== undefined) return usageError(`${asks} takes no --${flag}`);
  return paths.length > 0 ? usageError(`${asks} takes no paths: it ${does}`) : { asks };
}

function parseCompletion([name, ...others]: readonly string[], names: ReadonlySet<string>): Arguments {
  const shell = shells.find((each) => each === name);
  return shell === undefined || others.length > 0 || names.size > 0 ? usageError(`completion takes a shell: ${shells.join(', ')}`) : { asks: 'completion', shell };
}

function parseShard(text: string): Shard | null {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : null;
}

type PublicForm = NonNullable<RewriteOptions['publicForm']>;

/** The values of `--public`. */
export const publicForms: readonly PublicForm[] = ['callback', 'both', 'promise'];

function isPublicForm(text: string): text is PublicForm {
  return (publicForms as readonly string[]).includes(text);
}

/** Pairs of flags that must not be given together. */
const exclusive = [
  ['write', 'scan'],
  ['json', 'json-lines'],
  ['json', 'format'],
  ['json-lines', 'format'],
  ['quiet', 'verbose'],
  ['since', 'staged'],
  ['max-remaining', 'baseline'],
  ['cache', 'no-cache'],
  ['no-cache', 'cache-location'],
  // A function and its callers are one unit, which a selection of callbacks takes apart.
  ['functions', 'only'],
  // Both choose functions.
  ...['interactive', 'test'].map((name) => ['function', name] as const),
  // `--interactive` needs a person to answer, and none of these outputs or checks.
  ...['output', 'report', 'scan', 'json', 'json-lines', 'format', 'quiet', 'stdin-filename', 'test', 'max-remaining', 'baseline'].map(
    (name) => ['interactive', name] as const,
  ),
  // `--watch` looks at files again and again, for a person.
  ...['write', 'interactive', 'test', 'output', 'report', 'json', 'json-lines', 'format', 'stdin-filename', 'max-remaining', 'baseline'].map((name) => ['watch', name] as const),
] as const;

function findContradiction(names: ReadonlySet<string>, paths: readonly string[]): string | null {
  for (const [one, other] of exclusive) {
    if (names.has(one) && names.has(other)) return `--${one} and --${other} exclude each other`;
  }
  if (names.has('public') && !names.has('functions')) return '--public goes with --functions';
  if (names.has('test') && !names.has('write')) return '--test goes with doctor, or with --write';
  if (names.has('stdin-filename')) return findStdinContradiction(names, paths);
  if (paths.includes('-')) return 'reading from stdin takes --stdin-filename, which tells the language';
  if (paths.includes('')) return 'a path is empty';
  if (paths.length > 0 || names.has('since') || names.has('staged')) return null;
  return 'name the files or folders to look at, or see --help';
}

function findStdinContradiction(names: ReadonlySet<string>, paths: readonly string[]): string | null {
  if (paths.some((path) => path !== '-')) return '--stdin-filename reads from stdin and takes no paths';
  const other = ['write', 'since', 'staged', 'shard', 'report', 'max-remaining', 'baseline'].find((name) => names.has(name));
  return other === undefined ? null : `--stdin-filename and --${other} exclude each other`;
}

function usageError(message: string): Arguments {
  return { asks: 'usage-error', message };
}
