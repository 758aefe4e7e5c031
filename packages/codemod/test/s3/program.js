'use strict';

// Keeps files in a bucket.
//
//   node program.js backup <endpoint> <bucket> <file> <folder>    uploads the file, reads it back, keeps a checked copy
//   node program.js restore <endpoint> <bucket> <key> <folder>    fetches an object into the folder

const fs = require('fs');
const path = require('path');
const AWS = require('aws-sdk');

const [command, endpoint, bucket, name, folder] = process.argv.slice(2);

const s3 = new AWS.S3({
  endpoint,
  s3ForcePathStyle: true,
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
  maxRetries: 0,
});

function backup(file, callback) {
  const key = path.basename(file);
  fs.readFile(file, function (err, content) {
    if (err) return callback(err);
    console.log('read %d bytes of %s', content.length, key);
    s3.upload({ Bucket: bucket, Key: key, Body: content }, function (err, uploaded) {
      if (err) return callback(err);
      console.log('uploaded %s to %s', uploaded.Key, uploaded.Bucket);
      s3.getObject({ Bucket: bucket, Key: key }, function (err, object) {
        if (err) return callback(err);
        // The copy is the object that was read back, not the file that was sent.
        const copy = path.join(folder, key);
        fs.writeFile(copy, object.Body, function (err) {
          if (err) return callback(err);
          callback(null, object.ContentLength);
        });
      });
    });
  });
  console.log('backing up', key);
}

function restore(key, callback) {
  s3.getObject({ Bucket: bucket, Key: key }, function (err, object) {
    if (err) return callback(err);
    fs.writeFile(path.join(folder, key), object.Body, function (err) {
      if (err) {
        console.log('cannot keep %s: %s', key, err.code);
        return callback(err);
      }
      callback(null, object.ContentLength);
    });
  });
}

const commands = { backup, restore };

commands[command](name, function (err, length) {
  if (err) {
    console.log('%s failed: %s', command, err.code);
    process.exitCode = 1;
    return;
  }
  console.log('%s done: %d bytes', command, length);
});
