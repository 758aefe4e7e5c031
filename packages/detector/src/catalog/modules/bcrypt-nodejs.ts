import { defineModule } from '../define.js';

export const bcryptNodejs = defineModule(
  { name: 'bcrypt-nodejs', documentation: 'https://github.com/shaneGirish/bcrypt-nodejs' },
  { paths: 'hash compare genSalt' },
);
