import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

export const originalFs = defineModule(
  { name: 'original-fs', documentation: 'https://www.electronjs.org/docs/latest/tutorial/asar-archives' },
  ...functionsOfFs,
);
