import { defineModule } from '../define.js';

/**
 * The `handler` that the entry file of a function exports; there is no module. The runtime for Node 24 no longer accepts a handler with a
 * third parameter, the callback.
 */
export const awsLambdaHosts = defineModule(
  { name: 'aws-lambda', documentation: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html', kind: 'other', caller: 'awaits' },
  { path: 'handler' },
);
