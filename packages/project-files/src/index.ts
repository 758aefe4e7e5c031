export { type LeftOut, detectLeftOut, isBundle } from './left-out.js';
export { projectOf } from './project-facts.js';
export { decodeText, readTextBytes, readTextFile } from './read-text-file.js';
export { realPathOf } from './real-path.js';
