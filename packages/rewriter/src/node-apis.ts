import { lookupApi } from '@uncallback/detector';

/** Functions of `fs` and of the modules that are used in its place. */
export function isFileSystem(api: string | null): boolean {
  return api !== null && /^(?:fs|graceful-fs|fs-extra)\./.test(api);
}

/** Functions of Node itself, or of a module that has the functions of `fs`. */
export function isOfNode(api: string | null): boolean {
  return isFileSystem(api) || (api !== null && lookupApi(api)?.nodeCore === true);
}
