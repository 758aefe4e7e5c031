import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

export const memfs = defineModule(
  { name: 'memfs', documentation: 'https://github.com/streamich/memfs' },
  ...functionsOfFs,
);
