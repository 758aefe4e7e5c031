'use strict';

const AWS = require('aws-sdk');

const db = new AWS.DynamoDB.DocumentClient({
  endpoint: process.env.TABLE_ENDPOINT,
  region: 'eu-west-1',
  accessKeyId: 'a',
  secretAccessKey: 'b',
  maxRetries: 0,
});

function response(statusCode, body) {
  return { statusCode: statusCode, body: JSON.stringify(body) };
}

// one order by its id
module.exports.get = function (event, context, callback) {
  const params = { TableName: 'orders', Key: { id: event.id } };
  db.get(params, function (err, data) {
    if (err) {
      console.error(err.message);
      return callback(null, response(500, { error: err.code }));
    }
    if (!data.Item) return callback(null, response(404, { error: 'no such order' }));
    callback(null, response(200, data.Item));
  });
};

// a new order, if there is none with this id
module.exports.create = function (event, context, callback) {
  if (!event.id) {
    return callback(new Error('[400] an order needs an id'));
  }
  db.get({ TableName: 'orders', Key: { id: event.id } }, function (err, data) {
    if (err) return callback(err);
    if (data.Item) {
      callback('[409] exists');
      return;
    }
    db.put({ TableName: 'orders', Item: { id: event.id } }, function (err) {
      if (err) return callback(err);
      callback(null, response(201, { id: event.id }));
    });
  });
};
