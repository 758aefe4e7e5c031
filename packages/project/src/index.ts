export type { ResolveFile } from './link/export-finder.js';
export { Project } from './link/project.js';
export type { ExportedValue, FileSummary } from './summary/file-summary.js';
export { specifiersOf } from './summary/specifiers.js';
export { summarizeFile } from './summary/summarize-file.js';
