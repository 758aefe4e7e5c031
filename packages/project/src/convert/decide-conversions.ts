import type { ImportedName } from '@uncallback/detector';
import type { AsyncForm } from '@uncallback/rewriter';

import type { CallCount, ClosedFunction, FoundFunctions, OpenFunction } from '../link/closed-functions.js';
import type { ConversionOutcome, FileConversions } from './file-conversions.js';

/** How often files are planned anew at most. Each round gives functions back that cannot change with their users. */
const maximumRounds = 16;

/** How one file is to be planned. */
export interface PlanTask {
  readonly path: string;
  readonly conversions: FileConversions;
}

/** A function that plans files, in the order of the tasks. Null for one that cannot be rewritten. */
export type PlanAll = (tasks: readonly PlanTask[]) => Promise<readonly (ConversionOutcome | null)[]>;

/** Finds an exported function: the file that has it and its index there; null if a name means none. */
export type FindExported = (from: string, name: ImportedName) => { readonly file: string; readonly fn: number } | null;

/**
 * Decides which exported functions lose their callback together with all their users. It begins with all of which each user is known, plans
 * their files, and gives back those that cannot change or that a user cannot call without a callback. Then the files of these are planned
 * again, until nothing has to be given back.
 *
 * @param closed the functions of which each user is known
 * @param paths all files of the project: any of them may depend on when a function calls back
 * @param open the other exported functions, with the reasons
 * @param counts how often they are called
 * @returns for each file what it has to know
 */
export async function decideConversions({ closed, open, counts }: FoundFunctions, paths: readonly string[], find: FindExported, planAll: PlanAll): Promise<ReadonlyMap<string, FileConversions>> {
  const decision = new Decision(closed, open, counts, find);
  let dirty: ReadonlySet<string> = new Set(paths);
  for (let round = 0; dirty.size > 0; round++) {
    if (round === maximumRounds) return new Decision([], open, counts, find).all(paths);
    const tasks = [...dirty].map((path) => ({ path, conversions: decision.of(path) }));
    const outcomes = await planAll(tasks);
    dirty = decision.learn(tasks.map(({ path }, index) => ({ path, outcome: outcomes[index] ?? null })));
  }
  return decision.all(paths);
}

/** The functions that are to change, with what is known of them. */
class Decision {
  readonly #find: FindExported;
  readonly #forms = new Map<ClosedFunction, AsyncForm | null>();
  readonly #required = new Map<string, Set<number>>();
  readonly #open: OpenFunction[];
  readonly #counts: readonly CallCount[];

  constructor(closed: readonly ClosedFunction[], open: readonly OpenFunction[], counts: readonly CallCount[], find: FindExported) {
    this.#counts = counts;
    this.#open = [...open];
    this.#find = find;
    for (const each of closed) this.#forms.set(each, null);
  }

  /** What a file has to know. */
  of(path: string): FileConversions {
    const all = [...this.#forms];
    return {
      closed: all.flatMap(([{ file, fn }]) => (file === path ? [fn] : [])),
      isPublic: all.flatMap(([{ file, fn, isPublic }]) => (file === path && isPublic ? [fn] : [])),
      required: [...(this.#required.get(path) ?? [])],
      imported: all.flatMap(([{ users }, form]) => (form ? users.flatMap(({ file, name }) => (file === path ? [{ name, form }] : [])) : [])),
      calls: this.#counts.flatMap(({ file, fn, calls, files }) => (file === path ? [{ fn, calls, files }] : [])),
      open: this.#open.flatMap(({ file, fn, reason }) => (file === path ? [{ fn, reason }] : [])),
    };
  }

  /** What each file has to know. */
  all(paths: readonly string[]): ReadonlyMap<string, FileConversions> {
    return new Map(paths.map((path) => [path, this.of(path)]));
  }

  /** Takes in what planning found. @returns the files whose plans may change with it */
  learn(found: readonly { readonly path: string; readonly outcome: ConversionOutcome | null }[]): ReadonlySet<string> {
    const dirty = new Set<string>();
    for (const { path, outcome } of found) {
      for (const [closed, before] of [...this.#forms]) {
        const form = closed.file === path ? (outcome?.closed.find(({ fn }) => fn === closed.fn)?.form ?? null) : before;
        const isDropped = closed.users.some(({ file, name }) => file === path && (!outcome || outcome.dropped.some((each) => isSameName(each, name))));
        const isGivenBack = isDropped || (closed.file === path && form === null);
        if (isDropped) this.#open.push({ file: closed.file, fn: closed.fn, reason: 'user-without-form' });
        if (isGivenBack) this.#forms.delete(closed);
        else if (isEqual(form, before)) continue;
        else this.#forms.set(closed, form);
        for (const file of filesOf(closed)) if (isGivenBack || file !== closed.file) dirty.add(file);
      }
      for (const name of outcome?.required ?? []) {
        const target = this.#find(path, name);
        const known = target && (this.#required.get(target.file) ?? new Set());
        if (!target || !known || known.has(target.fn)) continue;
        this.#required.set(target.file, known.add(target.fn));
        dirty.add(target.file);
      }
    }
    return dirty;
  }
}

function filesOf({ file, users }: ClosedFunction): readonly string[] {
  return [file, ...users.map((user) => user.file)];
}

function isSameName(a: ImportedName, b: ImportedName): boolean {
  return a.specifier === b.specifier && a.path.join('.') === b.path.join('.');
}

function isEqual(a: AsyncForm | null, b: AsyncForm | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
