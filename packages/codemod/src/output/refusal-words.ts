import { type RefusalCode, refusals } from '@uncallback/rewriter';

interface RefusalWords {
  /** Why a callback stays, as it follows "stays: ". */
  readonly sentence: string;
  /** What can be done about it. */
  readonly hint: string;
}

/** Where the command line has a flag or a command that helps. */
const hints: Readonly<Partial<Record<RefusalCode, string>>> = {
  'keeps-callback-api': 'Use --idiomatic to rewrite it all the same.',
  'promise-executor': 'Use --idiomatic, which lets a throw reject the promise; and settle it once, last, on every path.',
  'test-failed': 'Look at what the tests say of it; `uncallback doctor` tries it again once the function has changed.',
  'not-selected': 'Run again without `--only`.',
};

/** The reasons of refusals in the words of the command line. */
export const refusalWords = Object.fromEntries(
  Object.entries(refusals).map(([code, { sentence, hint }]) => [code, { sentence, hint: hints[code as RefusalCode] ?? hint }]),
) as Readonly<Record<RefusalCode, RefusalWords>>;
