import { defineModule } from '../define.js';

export const routerHosts = defineModule(
  { name: 'router', documentation: 'https://github.com/pillarjs/router#readme', kind: 'request-handler', caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: true, isChainable: true },
  { paths: 'get post put patch delete head options all use param route.get route.post route.put route.delete route.all' },
);
