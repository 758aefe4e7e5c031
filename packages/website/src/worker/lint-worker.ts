import './node/process.js';

import { answerQuestions } from './answer-questions.js';
import { lintFile, ruleNames } from './lint.js';

// The worker that lints the file that is shown. It works beside the other one, so that neither waits.
answerQuestions({
  async lint(state) {
    return { reports: await lintFile(state), rules: ruleNames };
  },
});
