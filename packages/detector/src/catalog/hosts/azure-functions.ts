import { defineModule } from '../define.js';

/** What the entry file of a function exports, by the version of the runtime. */
export const azureFunctionsHosts = defineModule(
  { name: '@azure/functions', documentation: 'https://learn.microsoft.com/azure/azure-functions/functions-reference-node', kind: 'other', caller: 'awaits' },
  { path: '', versions: '>=2.0.0' },
);
