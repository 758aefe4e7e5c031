import { defineModule } from '../define.js';

const shared = { callbackUntil: '<1', removal: 'https://github.com/isaacs/node-mkdirp/blob/main/CHANGELOG.md#10' } as const;

/** Later versions take a callback for options that are not valid. Since 3, the module is an object. */
export const mkdirp = defineModule(
  { name: 'mkdirp', documentation: 'https://github.com/isaacs/node-mkdirp', ...shared },
  { path: '', versions: '<2', withCallback: 'thrown' },
  { path: '', versions: '>=2.0.0-0 <3', withCallback: 'rejected' },
  { path: '', versions: '>=3.0.0-0', withCallback: 'thrown', movedTo: 'mkdirp' },
  { path: 'mkdirp', withCallback: 'rejected' },
  { path: 'mkdirP', withCallback: 'thrown' },
);
