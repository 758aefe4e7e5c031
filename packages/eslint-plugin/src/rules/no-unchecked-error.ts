import { type CallbackSite, type Source, contains, followsOtherError, functionIndexOf } from '@uncallback/detector';
import { findUncheckedErrors, uncheckedErrorMessages } from '@uncallback/rewriter';
import type { SourceCode, SuggestionReportDescriptor } from '@typescript-eslint/utils/ts-eslint';

import { type Analysis, analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { renderErrorParameter, renderRename } from '../error-parameter.js';
import { fixWith } from '../fix.js';
import { placeGuard, renderGuard } from '../guard.js';

type Options = readonly [{ readonly ignorePattern?: string; readonly ignored?: 'allow' | 'report' }?];
type MessageIds = keyof typeof uncheckedErrorMessages | 'guard' | 'ignore';
type Suggestion = SuggestionReportDescriptor<MessageIds>;

/**
 * The rule `no-unchecked-error`: reports error-first callbacks that go on, on some path, although their error may be set. It
 * suggests a guard, or a name that ignores the error on purpose. See no-unchecked-error.md.
 */
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
            description: 'An error parameter whose name matches is ignored on purpose, instead of `_err`, `ignoredError` and the like.',
          },
          ignored: {
            type: 'string',
            enum: ['allow', 'report'],
            description: 'Whether to report errors that nobody looks at, but on which nothing that follows depends.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ ignored: 'allow' }],
    messages: {
      ...uncheckedErrorMessages,
      guard: 'Insert `{{statement}}`',
      ignore: 'Ignore the error on purpose: name it `{{name}}`',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const { ignorePattern, ignored } = context.options[0] ?? {};
    const ignoredNames = ignorePattern === undefined ? null : new RegExp(ignorePattern, 'u');
    return {
      Program() {
        const options = { isIgnored: ignoredNames ? (name: string) => ignoredNames.test(name) : undefined, reportsIgnored: ignored === 'report' };
        const analysis = analyse(context);
        for (const { node, messageId, data, site } of findUncheckedErrors(analysis, options)) {
          const canSuggest = site !== null && !isShared(analysis.source, site);
          context.report({ node, messageId, data, suggest: canSuggest ? [...suggestGuard(sourceCode, analysis, site), ...suggestIgnoring(sourceCode, analysis, site)] : [] });
        }
      },
    };
  },
});

/** Whether a callback is a named function that is used elsewhere, too, such as `noop`: what is right for one call may be wrong for others. */
function isShared(source: Source, { argument, callback }: CallbackSite): boolean {
  if (contains(argument, callback)) return false;
  const variable = functionIndexOf(source).bindings.variableOfFunction(callback);
  return variable === null || variable.references.filter((reference) => reference.isRead()).length > 1;
}

/**
 * Suggests to insert `if (err) return done(err);`, with an error parameter if there is none. Empty if that is not possible, or would report this
 * error instead of one that came before it.
 */
function suggestGuard(sourceCode: Readonly<SourceCode>, analysis: Analysis, site: CallbackSite): Suggestion[] {
  const variable = site.error?.variable;
  const name = variable?.name ?? 'err';
  const statement = followsOtherError(analysis.source, site) ? null : renderGuard(sourceCode, analysis, site, name);
  if (statement === null) return [];
  const parameter = variable ? [] : [renderErrorParameter(sourceCode, analysis.source, site, name)];
  const edits = [...parameter, placeGuard(sourceCode, site, statement)];
  return edits.every((edit) => edit !== null)
    ? [{ messageId: 'guard', data: { statement }, fix: fixWith(edits) }]
    : [];
}

/** Suggests to rename the error parameter to `_err`, or to add one of this name. Empty if that is not possible. */
function suggestIgnoring(sourceCode: Readonly<SourceCode>, { source }: Analysis, site: CallbackSite): Suggestion[] {
  // An error that is checked on some paths or logged is not ignored on purpose.
  if (site.error?.handling !== 'unchecked') return [];
  const { variable } = site.error;
  const name = `_${variable?.name ?? 'err'}`;
  const parameter = variable ? null : renderErrorParameter(sourceCode, source, site, name);
  const edits = variable ? renderRename(variable, name) : parameter && [parameter];
  return edits ? [{ messageId: 'ignore', data: { name }, fix: fixWith(edits) }] : [];
}
