// What worker threads run, by its name.
export { summarizePath } from '../project/summarize-path.js';
export { processFile } from './process-file.js';
