import './node/process.js';

import type { Source } from '@uncallback/detector';

import { answerQuestions } from './answer-questions.js';
import { nodesAt } from './nodes-at.js';
import { parserFor } from './parser.js';
import type { NodeReport } from './protocol.js';
import { rewriteFiles } from './rewrite-files.js';

// The worker that reads and rewrites the files of the playground.
answerQuestions({
  rewrite: rewriteFiles,
  async nodes({ path, text, offset }) {
    const parse = await parserFor(text, path);
    return nodesIn(() => parse(text, path), offset);
  },
});

/** The nodes around a place; none where the text does not parse. */
function nodesIn(parse: () => Source, offset: number): readonly NodeReport[] {
  try {
    return nodesAt(parse(), offset);
  } catch {
    return [];
  }
}
