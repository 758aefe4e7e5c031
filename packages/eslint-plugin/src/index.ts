import type { ESLint, Linter, Rule } from 'eslint';

import { manifest } from './create-rule.js';
import callbackOnce from './rules/callback-once.js';
import noAsyncWithCallback from './rules/no-async-with-callback.js';
import noNestedCallbacks from './rules/no-nested-callbacks.js';
import noRemovedCallback from './rules/no-removed-callback.js';
import noUncheckedError from './rules/no-unchecked-error.js';
import preferAsyncFunction from './rules/prefer-async-function.js';
import preferAwait from './rules/prefer-await.js';

/** The plugin in the types of ESLint, so that a typed configuration accepts it without a cast. */
interface Plugin {
  readonly meta: Readonly<Record<'name' | 'version' | 'namespace', string>>;
  readonly rules: Readonly<Record<string, Rule.RuleModule>>;
  readonly configs: Readonly<Record<'recommended' | 'strict', Linter.Config>>;
}

/** The ESLint plugin: its rules, and the configurations `recommended` and `strict`. */
const plugin: Plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'uncallback' },
  rules: {
    'callback-once': callbackOnce,
    'no-async-with-callback': noAsyncWithCallback,
    'no-nested-callbacks': noNestedCallbacks,
    'no-removed-callback': noRemovedCallback,
    'no-unchecked-error': noUncheckedError,
    'prefer-async-function': preferAsyncFunction,
    'prefer-await': preferAwait,
  } as unknown as Plugin['rules'],
  configs: {
    recommended: createConfig('recommended', {
      'uncallback/callback-once': 'error',
      'uncallback/no-nested-callbacks': 'warn',
      'uncallback/no-removed-callback': 'error',
      'uncallback/no-unchecked-error': 'error',
    }),
    strict: createConfig('strict', {
      'uncallback/callback-once': 'error',
      'uncallback/no-async-with-callback': 'error',
      'uncallback/no-nested-callbacks': 'error',
      'uncallback/no-removed-callback': 'error',
      'uncallback/no-unchecked-error': ['error', { ignored: 'report' }],
      'uncallback/prefer-await': ['error', { nested: 'allow' }],
    }),
  },
};

function createConfig(name: string, rules: Linter.RulesRecord): Linter.Config {
  return {
    name: `uncallback/${name}`,
    plugins: {
      // A getter, since the plugin and its configurations refer to each other.
      get uncallback(): ESLint.Plugin {
        return plugin;
      },
    },
    rules,
  };
}

export default plugin;
// `require()` of an ES module returns the export of this name instead of the namespace.
export { plugin as 'module.exports' };
