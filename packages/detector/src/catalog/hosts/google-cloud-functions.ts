import { defineModule } from '../define.js';

export const googleCloudFunctionsFrameworkHosts = defineModule(
  { name: '@google-cloud/functions-framework', documentation: 'https://cloud.google.com/functions/docs/writing/write-event-driven-functions', kind: 'other', caller: 'awaits' },
  { paths: 'cloudEvent event' },
);
