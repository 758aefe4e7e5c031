import { defineModule } from '../define.js';

const documentation = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/';

/** An operation without a callback returns a request, with a method `promise`. */
const requests = { promise: '>=2.3.0', promiseMethod: 'promise', documentation: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Request.html#promise-property' } as const;

/** Every method of every client counts as an operation: `s3.getObject`. */
export const awsSdk = defineModule(
  { name: 'aws-sdk', documentation, returns: 'handle' },
  // These return no request.
  { paths: '*.get *.refresh *.resolve *.request *.getSignedUrl *.createPresignedPost *.*.send S3.ManagedUpload.send config.getCredentials' },
  { path: 'S3.upload', promise: '>=2.6.12', promiseMethod: 'promise' },
  { paths: '*.* DynamoDB.DocumentClient.*', ...requests },
);

const clients = 'cloudwatch dynamodb ec2 iam kinesis kms lambda route53 s3 ses sns sqs ssm sts';

/** Clients that are imported alone: `require('aws-sdk/clients/s3')`. */
export const awsClients = clients
  .split(' ')
  .map((client) => defineModule({ name: `aws-sdk/clients/${client}`, documentation, returns: 'handle' }, { paths: 'getSignedUrl createPresignedPost *.send' }, { path: 'upload', promise: '>=2.6.12', promiseMethod: 'promise' }, { paths: '* DocumentClient.*', ...requests }));
