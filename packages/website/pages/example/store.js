const fs = require('fs');

exports.load = function (path, cb) {
  fs.readFile(path, 'utf8', function (err, text) {
    if (err) return cb(err);
    cb(null, JSON.parse(text));
  });
};
