import { resolve } from 'node:path';

import { frameworks } from '@uncallback/detector';
import { projectOf } from '@uncallback/project-files';

/** Whether the project of a file depends on a framework whose handlers keep their callback and may be async. */
export function usesFramework(path: string): boolean {
  const { dependencies = {} } = projectOf(resolve(path));
  return Object.keys(dependencies).some((name) => frameworks.has(name) || [...frameworks].some((family) => name.startsWith(`${family}-`)));
}
