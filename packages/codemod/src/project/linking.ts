// What links the files of a project: loaded only where there are files that import others.
export { Project, specifiersOf } from '@uncallback/project';
export { createResolver } from './resolve-file.js';
