// What links the files of a project: loaded only where there are files that import others.
export { Project, specifiersOf } from '@uncallback/project';
export { createResolver } from '@uncallback/project-files/resolve-file';
export { observedFileSystem } from './observed-file-system.js';
