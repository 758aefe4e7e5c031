import { isAbsolute, relative } from 'node:path';

import { type FunctionNode, functionIndexOf, isFunction } from '@uncallback/detector';
import { type FunctionPlan, nameOfFunction } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';

/**
 * The rule `prefer-async-function`: reports functions that can lose their callback, and suggests to convert those whose users are all in the
 * file. See prefer-async-function.md.
 */
export default createRule<readonly [], 'own' | 'others' | 'convert'>({
  name: 'prefer-async-function',
  meta: {
    type: 'suggestion',
    docs: { description: 'enforce async functions where a function can lose its callback' },
    hasSuggestions: true,
    schema: [],
    messages: {
      own: '{{name}} can be async{{callers}}',
      others: '{{name}} can be async, with a callback form for others; `uncallback --function {{selector}}` converts it with its callers in all files',
      convert: 'Convert {{name}}{{callers}}',
    },
  },
  create(context) {
    return {
      Program(node) {
        const analysis = analyse(context);
        for (const { host, signature } of analysis.wholeFunctions) {
          if (signature.form !== 'converted' || !isFunction(host) || isArgument(signature)) continue;
          const written = nameOfFunction(host);
          const name = written === null ? 'This function' : `\`${written}\``;
          if (needsCallbackForm(signature)) {
            const path = isAbsolute(context.filename) ? relative(context.cwd, context.filename) : context.filename;
            context.report({ loc: placeOf(host, node), messageId: 'others', data: { name, selector: `${path}:${written ?? host.loc.start.line}` } });
            continue;
          }
          const callers = wordCallers(functionIndexOf(analysis.source).callersOf(host).length);
          context.report({
            loc: placeOf(host, node),
            messageId: 'own',
            data: { name, callers },
            suggest: [
              {
                messageId: 'convert',
                data: { name: written === null ? 'this function' : name, callers: callers.replace(', with', ' and') },
                fix: (fixer) => {
                  const edit = analysis.convert(host);
                  return edit ? fixer.replaceTextRange(edit.range, edit.text) : null;
                },
              },
            ],
          });
        }
      },
    };
  },
});

/** Whether the function is an argument, so that it changes with the call that it is passed to, or keeps its parameters. */
function isArgument({ conversion: { place } }: Extract<FunctionPlan['signature'], { form: 'converted' }>): boolean {
  return place.form === 'inside' || place.form === 'task';
}

/** Whether others see the function, so that it keeps a callback form under its old name. */
function needsCallbackForm({ conversion: { edge, users } }: Extract<FunctionPlan['signature'], { form: 'converted' }>): boolean {
  return edge !== null || users.some(({ form }) => form === 'value');
}

/** `, with its 3 callers` */
function wordCallers(calls: number): string {
  return calls === 0 ? '' : `, with its ${calls === 1 ? 'caller' : `${calls} callers`}`;
}

/** What a report underlines: the head of a function, `function load(id, cb)`. */
function placeOf(host: FunctionNode, program: { readonly loc: FunctionNode['loc'] }): FunctionNode['loc'] {
  return { start: host.loc.start, end: host.body?.loc.start ?? program.loc.end };
}
