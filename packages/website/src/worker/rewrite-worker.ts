import './node/process.js';

import { answerQuestions } from './answer-questions.js';
import { nodesAt } from './nodes-at.js';
import { parseFile } from './parser.js';
import { rewriteFiles } from './rewrite-files.js';

// The worker that reads and rewrites the files of the playground.
answerQuestions({
  rewrite: rewriteFiles,
  async nodes({ path, text, offset }) {
    // There are none where the text does not parse.
    const parsed = await parseFile(text, path).catch(() => null);
    return parsed ? nodesAt(parsed.source, offset) : [];
  },
});
