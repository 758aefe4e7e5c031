/** What is known about the code that is not part of the project, and about the places of its files. */
export interface Outside {
  /** Whether users of the package can load a file. */
  isPublic(file: string): boolean;
  /** Whether code outside of the project may use a function of a file by its name; by null, the function that the module is. */
  uses(file: string, name: string | null): boolean;
  /** Whether code outside of the project may put another function, or another object, in the place of a member with a name. */
  replaces(name: string): boolean;
  /** Whether code outside of the project, or its documentation, extends a class with a name, or adds to its prototype. */
  isExtended(name: string): boolean;
  /** Whether code outside of the project has a name anywhere. */
  mentions(name: string): boolean;
  /** Whether a file is in the folder that a relative specifier names in another file. */
  isInFolder(file: string, from: string, folder: string): boolean;
  /** The name of a file without its folder and its extension. */
  nameOf(file: string): string;
}
