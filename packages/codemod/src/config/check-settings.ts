// A file of its own, so that it can be loaded without the rest of the rewriter.
export { parseSettings as checkSettings } from '@uncallback/rewriter';
