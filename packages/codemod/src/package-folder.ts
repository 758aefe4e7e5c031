/** The folder of this package, in which its manifest and the parts of the report page are. */
export const packageFolder = new URL('../', import.meta.url);
