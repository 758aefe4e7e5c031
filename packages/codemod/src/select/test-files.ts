const testFolder = /(?:^|[\\/])(?:tests?|__tests__|specs?)[\\/]/;
const testFile = /(?:^|[\\/._-])(?:test|spec)s?\.[cm]?[jt]sx?$/;

/** Whether a file has tests, by its path: in a folder such as `test` or `__tests__`, or with a name such as `a.test.js`. */
export function isTestFile(path: string): boolean {
  return testFolder.test(path) || testFile.test(path);
}
