const AWS = require('aws-sdk');

const local = { endpoint: process.env.TABLE_ENDPOINT, region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b', maxRetries: 0 };

module.exports = new AWS.DynamoDB.DocumentClient(local);
