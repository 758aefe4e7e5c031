import { defineModule } from '../define.js';

export const inquirer = defineModule(
  {
    name: 'inquirer',
    documentation: 'https://github.com/SBoudrias/Inquirer.js',
    callbackUntil: '<1',
    removal: 'https://github.com/SBoudrias/Inquirer.js/releases/tag/v1.0.0',
  },
  // Its callback takes the answers only.
  { path: 'prompt', kind: 'other' },
);
