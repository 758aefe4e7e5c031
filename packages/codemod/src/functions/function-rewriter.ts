import { type FunctionTask, listFunctions, rewriteFunctions } from './function-rewrites.js';

/** A file whose functions can be rewritten, with its text. */
export interface WorkedFile {
  readonly task: FunctionTask;
  readonly text: string;
}

/** A function that can be rewritten, with what has to change with it. */
export interface Candidate {
  readonly file: WorkedFile;
  /** Its id for records. */
  readonly id: string;
  /** Its name, or the beginning of the call that it is passed to; unlike the id, that stays where a function in it is rewritten. */
  readonly label: string;
  /** Its offset in the text; null for a module outside of its functions. */
  readonly start: number | null;
  readonly line: number;
  /** Whether it loses its callback, with all its callers. */
  readonly isWhole: boolean;
  /** What is rewritten: `its function`, `load with its 4 calls in 3 files`. */
  readonly words: string;
}

/** Rewrites some functions of a project and no others. */
export interface FunctionRewriter {
  /**
   * Lists the functions that can be rewritten, by files.
   *
   * @returns a file that does not parse has none
   */
  list(files: readonly WorkedFile[]): Promise<readonly Candidate[]>;
  /**
   * Rewrites functions that `list` returned for these files.
   *
   * @returns the new texts of the files that change
   * @throws the parser's error if a text does not parse
   */
  rewrite(files: readonly WorkedFile[], candidates: readonly Candidate[]): Promise<ReadonlyMap<WorkedFile, string>>;
}

/** Rewrites the callbacks in functions, each file by itself. */
export class CallbackRewriter implements FunctionRewriter {
  /** The last text of each file, with the ids of its rewritten functions. */
  readonly #last = new Map<WorkedFile, { readonly ids: string; readonly text: string }>();

  async list(files: readonly WorkedFile[]): Promise<readonly Candidate[]> {
    const lists = await Promise.all(
      files.map(async (file) => {
        const functions = await listFunctions(file.text, file.task).catch(() => []);
        // Functions with the same calls have one id, and are rewritten together.
        const first = functions.filter(({ id }, index) => functions.findIndex((other) => other.id === id) === index);
        return first.map(({ id, label, line }): Candidate => ({ file, id, label, start: null, line, isWhole: false, words: functions.some((other) => other.id === id && other.line !== line) ? 'its function, and the ones with the same calls,' : 'its function' }));
      }),
    );
    return lists.flat();
  }

  async rewrite(files: readonly WorkedFile[], candidates: readonly Candidate[]): Promise<ReadonlyMap<WorkedFile, string>> {
    const texts = new Map<WorkedFile, string>();
    for (const file of files) {
      const ids = new Set(candidates.flatMap((candidate) => (candidate.file === file ? [candidate.id] : [])));
      if (ids.size === 0) continue;
      const key = [...ids].join(' ');
      const last = this.#last.get(file);
      const text = last?.ids === key ? last.text : await rewriteFunctions(file.text, file.task, ids);
      this.#last.set(file, { ids: key, text });
      if (text !== file.text) texts.set(file, text);
    }
    return texts;
  }
}
