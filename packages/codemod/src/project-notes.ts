import { type ProjectFacts, hasFeature } from '@uncallback/rewriter';

/** What a project has to know of all that is rewritten in it. */
export interface Note {
  readonly code: 'newer-than-target' | 'loses-context';
  readonly message: string;
}

/** Packages that keep a context along callbacks, and do not see `await`. */
const keepingContext = ['continuation-local-storage', 'async-listener'] as const;

/**
 * Finds what there is to say of the rewrites in a file; a run says each of it once.
 *
 * @param isTypeScript whether the file goes through the TypeScript compiler
 */
export function notesOf({ dependencies, target }: ProjectFacts, isTypeScript: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (!hasFeature(target, 'await')) {
    const message = `\`await\` needs Node 7.6 (\`util.promisify\` 8.0, \`util.callbackify\` 8.2); the project allows older versions: ${target.node}`;
    notes.push({ code: 'newer-than-target', message });
  } else if (isTypeScript && target.ecmaScript !== null && target.ecmaScript < 2017) {
    const message = `\`await\` is newer than ES${target.ecmaScript}, the target in tsconfig.json: the compiler writes it in another way, for which \`lib\` must have \`Promise\``;
    notes.push({ code: 'newer-than-target', message });
  }
  const keeper = keepingContext.find((name) => Object.hasOwn(dependencies, name));
  if (keeper !== undefined) {
    notes.push({ code: 'loses-context', message: `${keeper}, which the project depends on, loses its context behind \`await\`; AsyncLocalStorage of node:async_hooks keeps it` });
  }
  return notes;
}
