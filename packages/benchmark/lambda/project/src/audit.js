const fs = require('fs');
const AWS = require('aws-sdk');

const db = new AWS.DynamoDB.DocumentClient({ endpoint: process.env.TABLE_ENDPOINT, region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b', maxRetries: 0 });

exports.handler = function (event, context, callback) {
  // nobody waits for the line, except for the runtime
  setTimeout(() => fs.appendFileSync('audit.log', `${event.id}\n`), 200);
  db.get({ TableName: 'orders', Key: { id: event.id } }, function (err, data) {
    if (err) return callback(err);
    callback(null, data.Item || null);
  });
};
