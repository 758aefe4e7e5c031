import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Command {
  readonly paths: readonly string[];
  readonly mode: 'preview' | 'write' | 'scan';
  readonly json: boolean;
  readonly force: boolean;
  /** null: as many as the machine can run at once. */
  readonly jobs: number | null;
  readonly idiomatic: boolean;
}

export type Arguments =
  | { readonly asks: 'help' | 'version' }
  | { readonly asks: 'run'; readonly command: Command }
  | { readonly asks: 'usage-error'; readonly message: string };

const options = {
  write: { type: 'boolean' },
  scan: { type: 'boolean' },
  json: { type: 'boolean' },
  force: { type: 'boolean' },
  jobs: { type: 'string' },
  idiomatic: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Reads the arguments behind the program's name. Unknown flags and contradictions are usage errors. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  const message = given.map(checkOption).find((each) => each !== null);
  if (message !== undefined) return usageError(message);
  if (values.help === true) return { asks: 'help' };
  if (values.version === true) return { asks: 'version' };
  if (values.write === true && values.scan === true) return usageError('--write and --scan exclude each other');
  if (positionals.length === 0) return usageError('name the files or folders to look at, or see --help');
  if (positionals.includes('')) return usageError('a path is empty');
  return {
    asks: 'run',
    command: {
      paths: positionals,
      mode: values.write === true ? 'write' : values.scan === true ? 'scan' : 'preview',
      json: values.json === true,
      force: values.force === true,
      jobs: typeof values.jobs === 'string' ? Number(values.jobs) : null,
      idiomatic: values.idiomatic === true,
    },
  };
}

function usageError(message: string): Arguments {
  return { asks: 'usage-error', message };
}

/** What is wrong with one flag, or null. */
function checkOption(token: { name: string; rawName: string; value?: string | undefined }): string | null {
  if (!isFlag(token.name)) {
    const near = findNearFlag(token.name);
    return `unknown flag ${token.rawName}${near === null ? ', see --help' : `, did you mean --${near}?`}`;
  }
  if (options[token.name].type === 'boolean') return token.value === undefined ? null : `${token.rawName} takes no value`;
  return /^[1-9]\d{0,3}$/.test(token.value ?? '') ? null : `${token.rawName} takes a number, 1 or more`;
}

function isFlag(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function findNearFlag(name: string): string | null {
  const candidates = Object.keys(options).map((flag) => ({
    flag,
    distance: flag.startsWith(name.toLowerCase()) ? 0 : editDistance(name.toLowerCase(), flag),
  }));
  const nearest = candidates.reduce((best, each) => (each.distance < best.distance ? each : best));
  return nearest.distance <= 2 ? nearest.flag : null;
}

/** Levenshtein distance: how many letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  const distances = new Map<string, number>();
  const at = (i: number, j: number): number => distances.get(`${i} ${j}`) ?? i + j;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      distances.set(`${i} ${j}`, Math.min(replaced, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
