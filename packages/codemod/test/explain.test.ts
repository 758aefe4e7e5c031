import { keptReasons, refusals } from '@uncallback/rewriter';
import { expect, it } from 'vitest';

import { explain, listCodes } from '../src/explain/explain.js';
import { renderMarkdown } from '../src/explain/render-markdown.js';
import { edgeReasons } from '../src/output/function-words.js';
import { runCli } from './run-cli.js';
import { createFolder } from './temporary-folder.js';

const codes = listCodes();

it('every reason and every rule can be explained, in words for a terminal', () => {
  expect(codes).toEqual(expect.arrayContaining([...Object.keys(refusals), ...Object.keys(keptReasons), ...Object.keys(edgeReasons), 'no-unchecked-error']));
  for (const code of codes) {
    const explanation = explain(code);
    const text = explanation.found ? renderMarkdown(explanation.text, (_, part) => part) : '';
    expect(text).toContain(code);
    expect(text.split('\n').filter((line) => /\]\(|^```|<!--/.test(line))).toEqual([]);
  }
});

it('a refusal is explained with its section of the page on semantics, which has an example, and with what to do', () => {
  const { status, stdout } = runCli(['--explain', 'own-arguments'], createFolder());
  expect(status).toBe(0);
  expect(stdout).toBe(`own-arguments

A callback stays, because the callback changes its \`arguments\`, or its parameters through them.

The callback changes its arguments, or a parameter next to them.

    db.find(id, function (err, row) {
      row = row || {};
      log(arguments.length, row);
    });

Name the parameters.

What to do: Name the parameters.
`.replaceAll('`', ''));
});

it.each([
  ['result-use', 'did you mean result-used?'],
  ['uncallback/prefer-awiat', 'did you mean prefer-await?'],
  ['nonsense', `there are: ${codes.join(', ')}`],
])('%s is no code', (code, end) => {
  expect(runCli(['--explain', code], createFolder())).toEqual({ status: 2, stdout: '', stderr: `uncallback: no reason and no rule is called ${code}, ${end}\n` });
});
