// A file of its own, so that it can be loaded without the rest of the package.
export { locate } from '@uncallback/project';
