import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

export const mzFs = defineModule(
  { name: 'mz/fs', documentation: 'https://github.com/normalize/mz' },
  ...functionsOfFs,
);
