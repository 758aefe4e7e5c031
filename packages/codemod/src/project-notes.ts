import { unknownVersionOf } from '@uncallback/detector';
import { type KeptHandler, type ProjectFacts, type Settings, hasFeature } from '@uncallback/rewriter';

/**
 * A remark on all rewrites in a project: its target is too old for `await`, a dependency loses its context across `await`, its version is not known
 * and newer ones take no callback, or a handler of AWS Lambda keeps its callback.
 */
export interface Note {
  readonly code: 'newer-than-target' | 'loses-context' | 'unknown-version' | 'lambda-handler';
  /** What the note is about, where a run may have several with one code: a package, a handler. */
  readonly subject?: string;
  readonly message: string;
}

/** The remark on a handler that keeps its callback, which the runtime for Node 24 refuses. */
export function handlerNote(path: string, { name, reason }: KeptHandler): Note {
  return { code: 'lambda-handler', subject: `${path}: ${name}`, message: `${path}: the handler ${name} keeps its callback, which AWS Lambda takes up to Node 22 only: ${reason}` };
}

/** Packages that propagate a context through callbacks, but not through `await`. */
const contextPackages = ['continuation-local-storage', 'async-listener', 'loopback-context'] as const;

/**
 * Lists the notes on the rewrites in a file. A run prints each note once.
 *
 * @param apis the functions that the file calls with a callback, by their paths in the catalogue
 * @param isTypeScript whether the file is compiled by TypeScript, which can compile `await` to an older target
 */
export function notesOf({ dependencies, target }: ProjectFacts, apis: readonly string[], { catalog }: Settings, isTypeScript: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (!hasFeature(target, 'await')) {
    const message = `\`await\` needs Node 7.6 (\`util.promisify\` 8.0, \`util.callbackify\` 8.2); the project allows older versions: ${target.node}`;
    notes.push({ code: 'newer-than-target', message });
  } else if (isTypeScript && target.ecmaScript !== null && target.ecmaScript < 2017) {
    const message = `\`await\` is newer than ES${target.ecmaScript}, the target in tsconfig.json: the compiler writes it in another way, for which \`lib\` must have \`Promise\``;
    notes.push({ code: 'newer-than-target', message });
  }
  const keeper = contextPackages.find((name) => Object.hasOwn(dependencies, name));
  if (keeper !== undefined) {
    notes.push({ code: 'loses-context', message: `${keeper}, which the project depends on, loses its context behind \`await\`; AsyncLocalStorage of node:async_hooks keeps it` });
  }
  const unknown = new Map(apis.flatMap((api) => unknownVersionOf(api, { catalog, dependencies }) ?? []).map(({ name, callbackUntil }) => [name, callbackUntil]));
  for (const [name, range] of unknown) {
    notes.push({ code: 'unknown-version', subject: name, message: `the version of ${name} is not known: it is taken for one that takes callbacks, ${range}` });
  }
  return notes;
}
