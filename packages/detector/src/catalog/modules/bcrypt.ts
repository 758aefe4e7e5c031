import { defineModule } from '../define.js';

export const bcrypt = defineModule(
  { name: 'bcrypt', documentation: 'https://github.com/kelektiv/node.bcrypt.js' },
  { paths: 'hash compare genSalt', promise: '>=1.0.0' },
);
