import { defineModule } from '../define.js';

export const supertest = defineModule(
  { name: 'supertest', documentation: 'https://github.com/ladjs/supertest' },
  { path: '*.end' },
);
