import { type RefusalCode, refusals } from '@uncallback/rewriter';

/** How the command line explains a refusal. */
interface RefusalWords {
  /** Why a callback is not rewritten, as a sentence without a capital and a period, to follow "stays: ". */
  readonly sentence: string;
  /** What the user can do about it. */
  readonly hint: string;
}

/** Hints that name a flag or a command. They replace the general hints of the rewriter, which knows no command line. */
const hints: Readonly<Partial<Record<RefusalCode, string>>> = {
  'keeps-callback-api': 'Use --functions, which rewrites whole functions, or rewrite this one by hand.',
  'promise-executor': 'Use --idiomatic, which lets a throw reject the promise; and settle it once, last, on every path.',
  'test-failed': 'Look at what the tests say of it; `uncallback doctor` tries it again once the function has changed.',
  'not-selected': 'Run again without `--only`.',
};

/** The explanation of each refusal code for users of the command line. */
export const refusalWords = Object.fromEntries(
  Object.entries(refusals).map(([code, { sentence, hint }]) => [code, { sentence, hint: hints[code as RefusalCode] ?? hint }]),
) as Readonly<Record<RefusalCode, RefusalWords>>;
