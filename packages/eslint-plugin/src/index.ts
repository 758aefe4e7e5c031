import type { FlatConfig } from '@typescript-eslint/utils/ts-eslint';

import { manifest } from './create-rule.js';
import noNestedCallbacks from './rules/no-nested-callbacks.js';
import noUncheckedError from './rules/no-unchecked-error.js';
import preferAwait from './rules/prefer-await.js';

const plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'uncallback' },
  rules: {
    'no-nested-callbacks': noNestedCallbacks,
    'no-unchecked-error': noUncheckedError,
    'prefer-await': preferAwait,
  },
  configs: {
    recommended: createConfig('recommended', {
      'uncallback/no-nested-callbacks': 'warn',
      'uncallback/no-unchecked-error': 'error',
    }),
    strict: createConfig('strict', {
      'uncallback/no-nested-callbacks': 'error',
      'uncallback/no-unchecked-error': 'error',
      'uncallback/prefer-await': 'error',
    }),
  },
};

function createConfig(name: string, rules: FlatConfig.Rules): FlatConfig.Config {
  return {
    name: `uncallback/${name}`,
    plugins: {
      // A getter, since the plugin and its configs hold each other.
      get uncallback(): FlatConfig.Plugin {
        return plugin;
      },
    },
    rules,
  };
}

export default plugin;
// `require()` of an ES module hands out this export in place of the namespace.
export { plugin as 'module.exports' };
