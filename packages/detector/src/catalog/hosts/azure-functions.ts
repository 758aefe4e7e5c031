import { defineModule } from '../define.js';

/** The function that the entry file of an Azure function exports; `versions` is that of the runtime. */
export const azureFunctionsHosts = defineModule(
  { name: '@azure/functions', documentation: 'https://learn.microsoft.com/azure/azure-functions/functions-reference-node', kind: 'other', caller: 'awaits' },
  { path: '', versions: '>=2.0.0' },
);
