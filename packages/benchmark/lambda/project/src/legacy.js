var AWS = require('aws-sdk');
var db = new AWS.DynamoDB.DocumentClient({ endpoint: process.env.TABLE_ENDPOINT, region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b', maxRetries: 0 });

exports.remove = function(event, context) {
  db.delete({ TableName: 'orders', Key: { id: event.id } }, function(err, data) {
    if (err) {
      context.fail(err);
    } else {
      context.succeed({ removed: event.id });
    }
  });
};

exports.count = function(event, context) {
  if (!event.id) return context.done(null, 0);
  db.get({ TableName: 'orders', Key: { id: event.id } }, function(err, data) {
    if (err) return context.done(err);
    context.done(null, data.Item ? 1 : 0);
  });
};
