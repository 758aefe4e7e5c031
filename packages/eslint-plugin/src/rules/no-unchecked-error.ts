import { type CallbackSite, type ErrorGap, hasUncheckedError } from '@uncallback/detector';
import type { SourceCode, SuggestionReportDescriptor } from '@typescript-eslint/utils/ts-eslint';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { renderErrorParameter, renderRename } from '../error-parameter.js';
import { fixWith } from '../fix.js';
import { placeGuard, renderGuard } from '../guard.js';
import { nameCallee, nameConsequence, pickCallee } from '../wording.js';

type Options = readonly [{ readonly ignorePattern?: string }?];
type MessageIds = ErrorGap['how'] | 'guard' | 'ignore';
type Suggestion = SuggestionReportDescriptor<MessageIds>;

export default createRule<Options, MessageIds>({
  name: 'no-unchecked-error',
  meta: {
    type: 'problem',
    docs: { description: 'require the error of an error-first callback to be checked on every path' },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          ignorePattern: {
            type: 'string',
            description: 'An error parameter whose name matches is ignored on purpose.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ ignorePattern: '^_' }],
    messages: {
      missing: '`{{callee}}` may fail, but its callback takes no error',
      'never-looked-at': '{{error}} is never checked: {{consequence}}',
      overwritten: '{{error}} is overwritten before it is checked: {{consequence}}',
      logged: '{{error}} is logged but not handled: {{consequence}}',
      'tested-one-branch': '{{error}} is checked on some paths only: {{consequence}}',
      'not-left': '{{error}} is checked, but the work goes on: {{consequence}}',
      guard: 'Insert `{{statement}}`',
      ignore: 'Ignore the error on purpose: name it `{{name}}`',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const ignored = new RegExp(context.options[0]?.ignorePattern ?? '^_', 'u');
    return {
      Program() {
        // A function that several calls are given is reported once.
        const reported = new Set<CallbackSite['callback']>();
        const { sites, source } = analyse(context);
        for (const site of sites) {
          const { error, callback } = site;
          if (!error?.gap || reported.has(callback)) continue;
          reported.add(callback);
          if (!hasUncheckedError(source, site, (name) => ignored.test(name))) continue;
          const { variable, gap } = error;
          context.report({
            node: variable?.identifiers[0] ?? pickCallee(site),
            messageId: gap.how,
            data: {
              callee: nameCallee(site),
              error: variable ? `\`${variable.name}\`` : 'The error',
              consequence: nameConsequence(site, gap),
            },
            suggest: [...suggestGuard(sourceCode, site), ...suggestIgnoring(sourceCode, site)],
          });
        }
      },
    };
  },
});

function suggestGuard(sourceCode: Readonly<SourceCode>, site: CallbackSite): Suggestion[] {
  const variable = site.error?.variable;
  const name = variable?.name ?? 'err';
  const statement = renderGuard(sourceCode, site, name);
  const parameter = variable ? [] : [renderErrorParameter(sourceCode, site, name)];
  const edits = [...parameter, placeGuard(sourceCode, site, statement)];
  return edits.every((edit) => edit !== null)
    ? [{ messageId: 'guard', data: { statement }, fix: fixWith(edits) }]
    : [];
}

function suggestIgnoring(sourceCode: Readonly<SourceCode>, site: CallbackSite): Suggestion[] {
  // An error that is looked at is not ignored on purpose.
  if (site.error?.handling !== 'unchecked') return [];
  const { variable } = site.error;
  const name = `_${variable?.name ?? 'err'}`;
  const parameter = variable ? null : renderErrorParameter(sourceCode, site, name);
  const edits = variable ? renderRename(variable, name) : parameter && [parameter];
  return edits ? [{ messageId: 'ignore', data: { name }, fix: fixWith(edits) }] : [];
}
