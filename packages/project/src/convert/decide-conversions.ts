import type { ImportedName } from '@uncallback/detector';
import type { AsyncForm } from '@uncallback/rewriter';

import type { ClosedFunction, FoundFunctions, OpenFunction, OpenReason } from '../link/closed-functions.js';
import type { FrameworkFunctions } from '../link/registered-functions.js';
import type { SharedFunction } from '../link/shared-functions.js';
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
 * @param found the functions of which each user is known, and the others
 * @param paths all files of the project: any of them may depend on when a function calls back
 * @returns for each file what it has to know
 */
export async function decideConversions(found: FoundFunctions, paths: readonly string[], find: FindExported, planAll: PlanAll): Promise<ReadonlyMap<string, FileConversions>> {
  const decision = new Decision(found, find);
  let dirty: ReadonlySet<string> = new Set(paths);
  for (let round = 0; dirty.size > 0; round++) {
    if (round === maximumRounds) return new Decision({ ...found, closed: [], shared: [] }, find).all(paths);
    const tasks = [...dirty].map((path) => ({ path, conversions: decision.of(path) }));
    const outcomes = await planAll(tasks);
    dirty = decision.learn(tasks.map(({ path }, index) => ({ path, outcome: outcomes[index] ?? null })));
  }
  return decision.all(paths);
}

/**
 * What the files of a project know of each other where no function changes with its users: which of their functions frameworks get, and which values of frameworks their functions are given.
 *
 * @param found see `findRegistered`
 * @returns for each file that has such a function, or a parameter that frameworks have made
 */
export function withoutConversions(found: FrameworkFunctions): ReadonlyMap<string, FileConversions> {
  const files = [...new Set([...found.registered, ...found.given].map(({ file }) => file))];
  return new Decision({ closed: [], open: [], shared: [], sealed: [], ...found, counts: [], asyncNames: [] }, () => null).all(files);
}

/** The async function of a shared function: its form, and its name beside the callback form. */
interface SharedForm {
  readonly form: AsyncForm;
  readonly core: string;
}

/** The functions that are to change, with what is known of them. */
class Decision {
  readonly #find: FindExported;
  readonly #forms = new Map<ClosedFunction, AsyncForm | null>();
  readonly #shared = new Map<SharedFunction, SharedForm | null>();
  /** The files that call a shared function, but not its async function. */
  readonly #unused = new Map<SharedFunction, Set<string>>();
  /** The shared functions that a file has or uses. */
  readonly #sharedByFile = new Map<string, SharedFunction[]>();
  /** The functions that a file has or uses. */
  readonly #byFile = new Map<string, ClosedFunction[]>();
  readonly #required = new Map<string, Set<number>>();
  readonly #open = new Map<string, { readonly fn: number; readonly reason: OpenReason }[]>();
  readonly #counts = new Map<string, FileConversions['calls'][number][]>();
  readonly #sealed = new Map<string, number[]>();
  readonly #registered = new Map<string, FileConversions['registered'][number][]>();
  readonly #given = new Map<string, FileConversions['given'][number][]>();
  readonly #takenNames: readonly string[];

  constructor({ closed, open, shared, sealed, registered, given, counts, asyncNames }: FoundFunctions, find: FindExported) {
    this.#takenNames = asyncNames;
    for (const { file, fn, calls, files } of counts) listAt(this.#counts, file).push({ fn, calls, files });
    this.#find = find;
    for (const each of closed) {
      this.#forms.set(each, null);
      for (const file of new Set(filesOf(each))) listAt(this.#byFile, file).push(each);
    }
    for (const { file, fn } of sealed) listAt(this.#sealed, file).push(fn);
    for (const { file, ...own } of registered) listAt(this.#registered, file).push(own);
    for (const { file, ...own } of given) listAt(this.#given, file).push(own);
    for (const each of open) this.#addOpen(each);
    for (const each of shared) {
      this.#shared.set(each, null);
      for (const file of new Set(filesOf(each))) listAt(this.#sharedByFile, file).push(each);
    }
  }

  /** What a file has to know. */
  of(path: string): FileConversions {
    const all = this.#closedAt(path).map((closed) => [closed, this.#forms.get(closed) ?? null] as const);
    return {
      closed: all.flatMap(([{ file, fn }]) => (file === path ? [fn] : [])),
      methods: all.flatMap(([{ file, fn, isMethod }]) => (file === path && isMethod ? [fn] : [])),
      isPublic: all.flatMap(([{ file, fn, isPublic }]) => (file === path && isPublic ? [fn] : [])),
      required: [...(this.#required.get(path) ?? [])],
      shared: this.#sharedAt(path).flatMap(({ file, fn }) => (file === path ? [fn] : [])),
      sealed: [...(this.#sealed.get(path) ?? [])],
      imported: [
        ...all.map(([{ users, isMethod }, form]) => [users, form && { form, core: null, isMethod }] as const),
        ...this.#sharedAt(path).map((each) => [each.users, this.#sharedForm(each)] as const),
      ].flatMap(
        ([users, form]) => (form ? users.flatMap(({ file, name }) => (file === path ? [{ name, ...form }] : [])) : []),
      ),
      registered: [...(this.#registered.get(path) ?? [])],
      given: [...(this.#given.get(path) ?? [])],
      calls: [...(this.#counts.get(path) ?? [])],
      takenNames: this.#takenNames,
      open: [...(this.#open.get(path) ?? [])],
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
      for (const closed of this.#closedAt(path)) {
        const before = this.#forms.get(closed) ?? null;
        const form = closed.file === path ? (outcome?.closed.find(({ fn }) => fn === closed.fn)?.form ?? null) : before;
        const isDropped = closed.users.some(({ file, name }) => file === path && (!outcome || outcome.dropped.some((each) => isSameName(each, name))));
        const isGivenBack = isDropped || (closed.file === path && form === null);
        if (isDropped) this.#addOpen({ file: closed.file, fn: closed.fn, reason: 'user-without-form' });
        if (isGivenBack) this.#forms.delete(closed);
        else if (isEqual(form, before)) continue;
        else this.#forms.set(closed, form);
        for (const file of filesOf(closed)) if (isGivenBack || file !== closed.file) dirty.add(file);
      }
      for (const shared of this.#sharedAt(path)) for (const file of this.#learnShared(shared, path, outcome)) dirty.add(file);
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

  /** Takes in what planning found out about a shared function. @returns the files whose plans may change with it */
  #learnShared(shared: SharedFunction, path: string, outcome: ConversionOutcome | null): readonly string[] {
    const before = this.#shared.get(shared) ?? null;
    if (shared.file === path) {
      const found = outcome?.shared.find(({ fn }) => fn === shared.fn);
      const form = found?.form && found.core !== null ? { form: found.form, core: found.core } : null;
      if (form === null) this.#shared.delete(shared);
      else this.#shared.set(shared, form);
      return isEqual(form, before) ? [] : shared.users.map(({ file }) => file);
    }
    if (before === null) return [];
    const names = shared.users.flatMap(({ file, name }) => (file === path ? [name] : []));
    const isUnused = !outcome || names.every((name) => outcome.unused.some((each) => isSameName(each, name)));
    const unused = this.#unused.get(shared) ?? new Set<string>();
    this.#unused.set(shared, unused);
    if (isUnused) unused.add(path);
    else unused.delete(path);
    if (shared.users.some(({ file }) => !unused.has(file))) return [];
    this.#shared.delete(shared);
    return filesOf(shared);
  }

  /** The functions with an async function beside their callback form that a file defines or calls. One that has turned out to have none is left out, and so is one that loses its callback. */
  #sharedAt(path: string): readonly SharedFunction[] {
    return (this.#sharedByFile.get(path) ?? []).filter((shared) => this.#shared.has(shared) && !this.#closedAt(shared.file).some(({ file, fn }) => file === shared.file && fn === shared.fn));
  }

  #sharedForm(shared: SharedFunction): Omit<FileConversions['imported'][number], 'name'> | null {
    const form = this.#shared.get(shared);
    return form ? { ...form, isMethod: true } : null;
  }

  /** The functions that are still to change and that a file has or uses. */
  #closedAt(path: string): readonly ClosedFunction[] {
    return (this.#byFile.get(path) ?? []).filter((closed) => this.#forms.has(closed));
  }

  #addOpen({ file, fn, reason }: OpenFunction): void {
    listAt(this.#open, file).push({ fn, reason });
  }
}

/** The list of a key, which is made where there is none. */
function listAt<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

function filesOf({ file, users }: Pick<ClosedFunction, 'file' | 'users'>): readonly string[] {
  return [file, ...users.map((user) => user.file)];
}

function isSameName(a: ImportedName, b: ImportedName): boolean {
  return a.specifier === b.specifier && a.path.join('.') === b.path.join('.');
}

function isEqual<Form>(a: Form, b: Form): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
