const testFolder = /(?:^|[\\/])(?:tests?|__tests__|specs?)[\\/]/;
const testFile = /(?:^|[\\/._-])(?:test|spec)s?\.[cm]?[jt]sx?$/;

/** Tells by its path whether a file holds tests. */
export function isTestFile(path: string): boolean {
  return testFolder.test(path) || testFile.test(path);
}
