import { chained, defineModule } from '../define.js';

export const superagent = defineModule(
  { name: 'superagent', documentation: 'https://ladjs.github.io/superagent/', returns: 'handle' },
  { paths: chained('*', 'end') },
);
