import { defineModule } from '../define.js';

export const request = defineModule(
  { name: 'request', documentation: 'https://github.com/request/request', returns: 'handle' },
  { path: '' },
  { paths: 'get post put patch del delete head options defaults defaults.*' },
);
