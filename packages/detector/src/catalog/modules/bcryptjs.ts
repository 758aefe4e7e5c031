import { defineModule } from '../define.js';

export const bcryptjs = defineModule(
  { name: 'bcryptjs', documentation: 'https://github.com/dcodeIO/bcrypt.js' },
  { paths: 'hash compare genSalt', promise: '>=2.4.0' },
);
