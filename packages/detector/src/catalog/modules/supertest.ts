import { chained, defineModule } from '../define.js';

export const supertest = defineModule(
  { name: 'supertest', documentation: 'https://github.com/ladjs/supertest' },
  { paths: chained('*', 'end') },
);
