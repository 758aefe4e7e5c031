import { defineModule } from '../define.js';

/** No module: what the entry file of a function exports. The runtime of Node 24 refuses a third parameter. */
export const awsLambdaHosts = defineModule(
  { name: 'aws-lambda', documentation: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html', kind: 'other', caller: 'awaits' },
  { path: 'handler' },
);
