const db = require('./table');
const http = require('http');

exports.handler = function report(event, context, callback) {
  // the connection stays open between invocations
  context.callbackWaitsForEmptyEventLoop = false;
  setTimeout(() => {}, 60000);
  db.get({ TableName: 'orders', Key: { id: event.id } }, (err, data) => {
    if (err) return callback(err);
    callback(null, { requestId: context.awsRequestId, order: data.Item || null, agent: typeof http.globalAgent });
  });
};
