import { defineModule } from '../define.js';

export const gulpHosts = defineModule(
  { name: 'gulp', documentation: 'https://gulpjs.com/docs/en/getting-started/async-completion', kind: 'other', caller: 'awaits', asyncForm: 'drops-callback', parameterCounts: [1] },
  { paths: 'task series parallel' },
);
