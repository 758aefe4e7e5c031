import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

export const gracefulFs = defineModule(
  { name: 'graceful-fs', documentation: 'https://github.com/isaacs/node-graceful-fs', timing: 'later', needsReceiver: false, followsNodeContract: true, returns: 'nothing' },
  ...functionsOfFs,
);
