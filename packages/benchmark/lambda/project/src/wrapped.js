const fs = require('fs');

// a wrapper in the manner of middy 0: it passes a callback of its own
function withJson(handler) {
  return (event, context, callback) => {
    handler(event, context, (err, value) => (err ? callback(null, { statusCode: 500 }) : callback(null, { statusCode: 200, body: JSON.stringify(value) })));
  };
}

exports.handler = withJson(function (event, context, callback) {
  fs.stat(`${event.id}.json`, function (err, info) {
    if (err) return callback(err);
    callback(null, { size: info.size });
  });
});
