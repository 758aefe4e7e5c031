// Programs of build tools and of libraries for control flow, see `cases.js`.

const orchestrator = `const fs = require('fs');
const Orchestrator = require('orchestrator');
const tasks = new Orchestrator();
tasks.add('read', function (cb) {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return cb(err);
    console.log(text);
    cb();
  });
});
tasks.add('write', ['read'], function (cb) {
  fs.stat('a.txt', function (err, info) {
    if (err) return cb(err);
    fs.writeFile('b.txt', String(info.size), cb);
  });
});
tasks.add('fail', ['write'], function (cb) {
  fs.unlink('none', function (err) {
    if (err) return cb(err);
    cb();
  });
});
tasks.start('fail', function (err) {
  console.log(err && err.code, fs.readFileSync('b.txt', 'utf8'));
});
`;

const grunt = `const fs = require('fs');
const grunt = require('grunt');
grunt.registerTask('read', function () {
  const done = this.async();
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return done(err);
    fs.stat('a.txt', function (err, info) {
      if (err) return done(err);
      console.log(text, info.size);
      done();
    });
  });
});
grunt.registerTask('fail', function () {
  const done = this.async();
  fs.unlink('none', function (err) {
    console.log(err.code);
    done(false);
  });
});
grunt.registerTask('default', ['read', 'fail', 'read']);
grunt.tasks([], { force: true, color: false }, () => console.log('end'));
`;

/** The second program is the loader, which webpack loads by its path. */
const loader = `const path = require('path');
const webpack = require('webpack');
const run = (name, next) =>
  webpack({ mode: 'development', devtool: false, context: __dirname, entry: './entry.js', output: { path: path.join(__dirname, 'out') }, module: { rules: [{ test: /entry\\.js$/, use: [{ loader: path.resolve('loader.js'), options: { name } }] }] } }, (err, stats) => {
    console.log(err ? err.code : stats.toJson({ all: false, errors: true }).errors.map(({ message }) => /ENOENT/.test(message)), !stats.hasErrors() && /four4/.test(require('fs').readFileSync('out/main.js', 'utf8')));
    next();
  });
run('a.txt', () => run('none', () => process.exit()));
`;
const ofLoader = `const fs = require('fs');
module.exports = function (source) {
  const callback = this.async();
  const { name } = this.getOptions();
  fs.readFile(name, 'utf8', function (err, text) {
    if (err) return callback(err);
    fs.stat(name, function (err, info) {
      if (err) return callback(err);
      callback(null, source + '// ' + text + info.size);
    });
  });
};
`;

const iteratees = `const fs = require('fs');
const async = require('async');
function size(name, cb) {
  fs.stat(name, function (err, info) {
    if (err) return cb(err);
    cb(null, info.size);
  });
}
const queue = async.queue(function (name, cb) {
  fs.readFile(name, 'utf8', function (err, text) {
    if (err) return cb(err);
    fs.stat(name, function (err, info) {
      if (err) return cb(err);
      console.log('queue', text, info.size);
      cb();
    });
  });
}, 1);
// One after the other, so that the order does not depend on the file system.
queue.push('a.txt', function (err) {
  console.log('pushed', err && err.code);
  async.mapLimit(['a.txt', 'entry.js'], 2, size, function (err, sizes) {
    console.log('sizes', err && err.code, sizes);
    async.eachOfSeries({ one: 'a.txt', two: 'none' }, function (name, key, cb) {
      fs.stat(name, function (err, info) {
        if (err) return cb(err);
        console.log(key, info.size);
        cb();
      });
    }, function (err) {
      console.log('each', err && err.code);
      async.filter(['a.txt', 'none'], function (name, cb) {
        fs.access(name, function (err) {
          cb(null, !err);
        });
      }, function (err, names) {
        console.log('filter', names);
        async.retry(2, function (cb) {
          fs.readFile('none', function (err, text) {
            console.log('try');
            if (err) return cb(err);
            cb(null, text);
          });
        }, function (err) {
          console.log('retry', err.code);
        });
      });
    });
  });
});
`;

/** @type {readonly import('./cases.js').HostCase[]} */
export const casesOfTools = [
  { name: 'orchestrator 0.3', packages: { orchestrator: '0.3.8' }, main: orchestrator, shows: /tasks\.add\('read', function \(cb\) \{/ },
  { name: 'grunt 1', packages: { grunt: '1.6.1' }, main: grunt, shows: /const done = this\.async\(\)/ },
  { name: 'webpack 5, loader', packages: { webpack: '5.113.0' }, main: loader, files: { 'loader.js': ofLoader }, shows: /const callback = this\.async\(\)/ },
  { name: 'async 2', packages: { async: '2.6.4' }, main: iteratees, shows: /async\.queue\(function \(name, cb\)/ },
  { name: 'async 3', packages: { async: '3.2.6' }, main: iteratees, shows: /async\.queue\(function \(name, cb\)/ },
];
