import { defineModule } from '../define.js';

const shared = { results: [], followsNodeContract: true, callbackUntil: '<4', removal: 'https://github.com/isaacs/rimraf/blob/main/CHANGELOG.md#40' } as const;

/** Later versions take a callback for options that are not valid. Since 5, the module is an object. */
export const rimraf = defineModule(
  { name: 'rimraf', documentation: 'https://github.com/isaacs/rimraf', withCallback: 'rejected', ...shared },
  { path: '', versions: '<5' },
  { path: '', versions: '>=5.0.0-0', withCallback: 'thrown', movedTo: 'rimraf' },
  { path: 'rimraf' },
);
