import { defineModule } from '../define.js';

export const tmp = defineModule(
  { name: 'tmp', documentation: 'https://github.com/raszi/node-tmp' },
  { paths: 'file dir tmpName' },
);
