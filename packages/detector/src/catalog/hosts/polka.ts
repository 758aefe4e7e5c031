import { defineModule } from '../define.js';

export const polkaHosts = defineModule(
  { name: 'polka', documentation: 'https://github.com/lukeed/polka#readme', kind: 'request-handler', caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: true, isChainable: true },
  { paths: 'get post put patch delete head options all use' },
);
