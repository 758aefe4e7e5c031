import type { OpenReason } from '@uncallback/project';

/** What the summary says of functions that keep a callback form for others, by the reason. */
export const edgeReasons: Readonly<Record<OpenReason, string>> = {
  public: '`package.json` makes it public',
  'used-outside': 'code that is not part of this run may use it; --include-tests adds the test files',
  'computed-require': 'its file may be required by a computed name',
  'passed-on': 'a file passes on the function or an object that has it, so that not all callers are seen',
  'no-user': 'no file of this run calls it',
  'user-without-form': 'a user in another file can neither await it nor be given a callback form',
};
