import type { OpenReason } from '@uncallback/project';

import type { FunctionReport } from '../file-report.js';

/** What the summary says of functions that keep a callback form for others, by the reason. */
export const edgeReasons: Readonly<Record<OpenReason, string>> = {
  public: '`package.json` makes it public',
  'used-outside': 'code that is not part of this run may use it; --include-tests adds the test files',
  'computed-require': 'its file may be required by a computed name',
  'passed-on': 'a file passes on the function or an object that has it, so that not all callers are seen',
  'no-user': 'no file of this run calls it',
  'user-without-form': 'a user in another file can neither await it nor be given a callback form',
};

/** How often a function is called: `  4 calls in 3 files`; empty for no call. */
export function renderUsers({ users: { calls, files } }: FunctionReport): string {
  return calls === 0 ? '' : `  ${calls} ${calls === 1 ? 'call' : 'calls'} in ${files} ${files === 1 ? 'file' : 'files'}`;
}
