import { defineModule } from '../define.js';

const documentation = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/';

/** Every method of every client counts as an operation: `s3.getObject`. */
export const awsSdk = defineModule(
  { name: 'aws-sdk', documentation, returns: 'handle' },
  { paths: '*.* *.*.send S3.ManagedUpload.send DynamoDB.DocumentClient.* config.getCredentials' },
);

const clients = 'cloudwatch dynamodb ec2 iam kinesis kms lambda route53 s3 ses sns sqs ssm sts';

/** Clients that are imported alone: `require('aws-sdk/clients/s3')`. */
export const awsClients = clients
  .split(' ')
  .map((client) => defineModule({ name: `aws-sdk/clients/${client}`, documentation, returns: 'handle' }, { paths: '* *.send DocumentClient.*' }));
