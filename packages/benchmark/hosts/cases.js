// Programs that pass functions with a callback to frameworks, a row of the table of hosts each, and what is expected of them with `--idiomatic`.

import { casesOfClouds } from './cases-of-clouds.js';
import { casesOfTools } from './cases-of-tools.js';

const serve = `
async function ask(port, paths) {
  for (const path of paths) {
    try {
      const response = await fetch('http://127.0.0.1:' + port + path, { signal: AbortSignal.timeout(3000) });
      console.log(path, response.status, await response.text());
    } catch (err) {
      console.log(path, err.name);
    }
  }
  process.exit();
}
`;

/** Handlers of the kind of express: `app` is what registers them. */
const handlers = (head, listen) => `const fs = require('fs');
${head}
app.use(function (req, res, next) {
  fs.stat('main.js', function (err, info) {
    if (err) return next(err);
    req.known = info.isFile();
    next();
  });
});
app.use('/file', function (req, res, next) {
  if (req.url === '/skip') return next();
  fs.readFile('.' + req.url, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat('.' + req.url, function (err, info) {
      if (err) return next(err);
      res.end(text + info.size + req.known);
    });
  });
});
app.use('/early', function (req, res, next) {
  const name = req.user.name;
  fs.stat(name, function (err, info) {
    if (err) return next(err);
    res.end('found');
  });
});
app.use('/plain', (req, res) => {
  const name = req.user.name;
  fs.stat(name, (err, info) => {
    if (err) return res.end('none');
    res.end('found');
  });
});
${serve}
${listen}`;
const paths = "['/file/a.txt', '/file/none', '/file/skip', '/early', '/plain']";
const finish = "app.use((req, res) => { res.statusCode = 404; res.end('nothing'); });\napp.use((err, req, res, next) => { res.statusCode = 500; res.end(err.code || err.name); });\n";

const mongoose = `const fs = require('fs');
const mongoose = require('mongoose');
const schema = new mongoose.Schema({ file: String, text: String });
schema.pre('validate', function (next) {
  const document = this;
  if (document.file === 'skip') return next();
  fs.readFile(document.file, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat(document.file, function (err, info) {
      if (err) return next(err);
      document.text = text + info.size;
      next();
    });
  });
});
schema.post('validate', function (document, next) {
  fs.stat(document.file === 'skip' ? 'a.txt' : document.file, function (err, info) {
    if (err) return next(err);
    document.text += info.isFile();
    next();
  });
});
const File = mongoose.model('File', schema);
(async () => {
  for (const file of ['a.txt', 'none', 'skip']) {
    const document = new File({ file });
    console.log(file, await document.validate().then(() => document.text, (err) => err.code));
  }
  process.exit();
})();
`;

/** Version 9 passes `pre` no callback. */
const mongoose9 = `const fs = require('fs');
const mongoose = require('mongoose');
const schema = new mongoose.Schema({ file: String, text: String });
schema.post('validate', function (document, next) {
  fs.readFile(document.file, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat(document.file, function (err, info) {
      if (err) return next(err);
      document.text = text + info.size;
      next();
    });
  });
});
const File = mongoose.model('File', schema);
(async () => {
  for (const file of ['a.txt', 'none']) {
    const document = new File({ file });
    console.log(file, await document.validate().then(() => document.text, (err) => err.code));
  }
  process.exit();
})();
`;

const gulp = `const fs = require('fs');
const gulp = require('gulp');
gulp.task('copy', function (cb) {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return cb(err);
    fs.writeFile('b.txt', text + 2, cb);
  });
});
function remove(done) {
  fs.unlink('b.txt', function (err) {
    if (err) return done(err);
    console.log('removed');
    done();
  });
}
gulp.task('fail', function (cb) {
  fs.unlink('none', function (err) {
    if (err) return cb(err);
    cb();
  });
});
gulp.series('copy', remove, 'fail')(function (err) {
  console.log(err && err.code);
});
gulp.on && gulp.on('error', () => {});
`;

const fastify = `const fs = require('fs');
const app = require('fastify')();
app.addHook('onRequest', function (request, reply, done) {
  if (request.url === '/skip') return done();
  fs.readFile('.' + request.url, 'utf8', function (err, text) {
    if (err) return done(err);
    fs.stat('.' + request.url, function (err, info) {
      if (err) return done(err);
      request.text = text + info.size;
      done();
    });
  });
});
app.addHook('onSend', function (request, reply, payload, done) {
  fs.stat('a.txt', function (err, info) {
    if (err) return done(err);
    done(null, payload + info.size);
  });
});
app.register(function (instance, options, done) {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return done(err);
    fs.stat('a.txt', function (err, info) {
      if (err) return done(err);
      instance.get('/*', (request, reply) => {
        fs.stat('a.txt', function (err, found) {
          if (err) return reply.send(err);
          reply.send(request.text + text + info.size + found.size);
        });
      });
      done();
    });
  });
});
${serve}
app.listen({ port: 0, host: '127.0.0.1' }, () => ask(app.server.address().port, ['/a.txt', '/none', '/skip']));
`;

const fastifyHandlers = `const fs = require('fs');
const app = require('fastify')();
app.get('/file/:name', function (request, reply) {
  fs.readFile(request.params.name, 'utf8', function (err, text) {
    if (err) return reply.code(404).send({ code: err.code });
    fs.stat(request.params.name, function (err, info) {
      if (err) {
        reply.send(err);
        return;
      }
      reply.header('x-size', info.size).send(text + info.size);
    });
  });
});
app.route({ method: 'GET', url: '/to', handler: (request, reply) => {
  fs.stat('a.txt', (err, info) => {
    if (err) return reply.send(err);
    if (info.size > 100) reply.send({ size: info.size });
    else reply.send(info.isFile() ? 'file' : 'folder');
  });
} });
app.get('/later', function (request, reply) {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return reply.send(err);
    setTimeout(() => reply.send(text), 20);
  });
});
${serve}
const asked = () => ask(app.server.address().port, ['/file/a.txt', '/file/none', '/to', '/later']);
app.ready(() => app.server.listen(0, '127.0.0.1', asked));
`;

const restify = `const fs = require('fs');
const restify = require('restify');
const app = restify.createServer();
app.get('/:file', function (req, res, next) {
  if (req.params.file === 'skip') return next();
  fs.readFile(req.params.file, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat(req.params.file, function (err, info) {
      if (err) return next(err);
      res.send(text + info.size);
      next();
    });
  });
}, function (req, res, next) {
  if (!res.headersSent) res.send('second');
  next();
});
app.get('/stop/:file', function (req, res, next) {
  fs.readFile(req.params.file, 'utf8', function (err, text) {
    if (err) return next(err);
    res.send(text);
    next(false);
  });
});
${serve}
app.listen(0, '127.0.0.1', () => ask(app.address().port, ['/a.txt', '/none', '/skip', '/stop/a.txt']));
`;

const tests = `const fs = require('fs');
const assert = require('assert');
describe('files', function () {
  before(function (done) {
    fs.stat('a.txt', function (err, info) {
      if (err) return done(err);
      done();
    });
  });
  it('reads', function (done) {
    fs.readFile('a.txt', 'utf8', function (err, text) {
      if (err) return done(err);
      assert.equal(text, 'four');
      done();
    });
  });
  it('fails', function (done) {
    fs.readFile('none', 'utf8', function (err, text) {
      if (err) return done(err);
      done();
    });
  });
});
`;
const mocha = "const Mocha = require('mocha'); const m = new Mocha({ reporter: function (r) { r.on('pass', (t) => console.log('pass', t.title)); r.on('fail', (t, e) => console.log('fail', t.title, e.code)); } }); m.addFile('./main.js'); m.run(() => process.exit());";

const socket = (client) => `const fs = require('fs');
const http = require('http').createServer();
const io = require('socket.io')(http);
io.use(function (socket, next) {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) return next(err);
    socket.text = text;
    next();
  });
});
io.on('connection', function (socket) {
  socket.on('load', function (name, answer) {
    fs.readFile(name, 'utf8', function (err, text) {
      if (err) return answer({ error: err.code });
      answer({ text: text + socket.text });
    });
  });
});
http.listen(0, '127.0.0.1', () => {
  const socket = require('${client}')('http://127.0.0.1:' + http.address().port);
  socket.emit('load', 'a.txt', (one) => socket.emit('load', 'none', (two) => { console.log(one, two); process.exit(); }));
});
`;

const passport = `const fs = require('fs');
const express = require('express');
const passport = require('passport');
const LocalStrategy = require('passport-local').Strategy;
passport.serializeUser(function (user, done) {
  fs.stat(user.file, function (err, info) {
    if (err) return done(err);
    done(null, user.file);
  });
});
passport.use(new LocalStrategy(function (username, password, done) {
  fs.stat(username, function (err, info) {
    if (err) return done(err);
    fs.readFile(username, 'utf8', function (err, text) {
      if (err) return done(err);
      if (text !== password) return done(null, false, { message: 'wrong' });
      done(null, { file: username });
    });
  });
}));
const app = express();
app.use(require('express-session')({ secret: 'x', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.get('/', passport.authenticate('local'), (req, res) => res.send('welcome ' + req.user.file));
app.use((err, req, res, next) => res.status(500).send(err.code || err.name));
${serve}
const server = app.listen(0, '127.0.0.1', () => ask(server.address().port, ['/?username=a.txt&password=four', '/?username=a.txt&password=five', '/?username=none&password=x']));
`;

const multer = `const fs = require('fs');
const express = require('express');
const multer = require('multer');
const upload = multer({
  storage: multer.diskStorage({
    destination: function (req, file, cb) {
      fs.mkdir('up', function (err) {
        if (err && err.code !== 'EEXIST') return cb(err);
        cb(null, 'up');
      });
    },
    filename: function (req, file, cb) {
      fs.stat('a.txt', function (err, info) {
        if (err) return cb(err);
        cb(null, file.originalname + info.size);
      });
    },
  }),
  fileFilter: function (req, file, cb) {
    fs.stat(file.originalname, function (err, info) {
      if (err) return cb(err);
      cb(null, info.isFile());
    });
  },
});
const app = express();
app.post('/', upload.single('file'), (req, res) => res.send(req.file.filename));
app.use((err, req, res, next) => res.status(500).send(err.code || err.name));
const server = app.listen(0, '127.0.0.1', async () => {
  for (const name of ['a.txt', 'none']) {
    const form = new FormData();
    form.append('file', new Blob(['text']), name);
    const response = await fetch('http://127.0.0.1:' + server.address().port, { method: 'POST', body: form });
    console.log(name, response.status, await response.text());
  }
  fs.rmSync('up', { recursive: true, force: true });
  process.exit();
});
`;

const webpack = `const fs = require('fs');
const webpack = require('webpack');
class Plugin {
  constructor(file) {
    this.file = file;
  }
  apply(compiler) {
    compiler.hooks.beforeCompile.tapAsync('Plugin', (params, callback) => {
      fs.stat(this.file, (err, info) => {
        if (err) return callback(err);
        fs.readFile(this.file, 'utf8', (err, text) => {
          if (err) return callback(err);
          console.log(text, info.size);
          callback();
        });
      });
    });
  }
}
const run = (file, next) => webpack({ mode: 'development', context: __dirname, entry: './entry.js', plugins: [new Plugin(file)] }, (err, stats) => { console.log(err ? err.code : stats.hasErrors()); next(); });
run('a.txt', () => run('none', () => process.exit()));
`;

const express = handlers("const app = require('express')();", `${finish}const server = app.listen(0, '127.0.0.1', () => ask(server.address().port, ${paths}));`);

const ofProject = {
  'users.js': `const fs = require('fs');
exports.list = function (req, res, next) {
  fs.readdir(req.query.dir, function (err, names) {
    if (err) return next(err);
    res.json(names.length > 1);
  });
};
exports.show = function (req, res, next) {
  var name = req.params.name.trim();
  var parsed = JSON.parse(req.query.data);
  fs.readFile(name, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat(name, function (err, info) {
      if (err) return next(err);
      res.json([text, info.size, parsed]);
    });
  });
};
`,
  'known.js': `const fs = require('fs');
module.exports = function (options) {
  return function known(req, res, next) {
    const { part } = options;
    const name = part.of(req);
    fs.stat(name, function (err, info) {
      if (err) return res.status(404).end();
      req.known = info.isFile();
      next();
    });
  };
};
`,
};
const project = `const app = require('express')();
const users = require('./users');
const known = require('./known')({ part: { of: (req) => req.query.of.name || 'a.txt' } });
app.route('/').get(users.list).post(users.list);
app.get('/plain', (req, res) => {
  const name = req.query.of.name;
  require('fs').stat(name, (err, info) => {
    if (err) return res.end('none');
    res.end('found');
  });
});
app.use(known);
app.get('/:name', users.show);
${finish}${serve}
const server = app.listen(0, '127.0.0.1', () => ask(server.address().port, ['/?dir=.', '/?dir=none', '/plain?of[name]=a.txt', '/plain', '/a.txt?of=1&data=1', '/a.txt?of=1&data=x', '/a.txt', '/none?of=1&data=2', '/a.txt?of[name]=none', '/?dir=.&of=1']));
`;

/**
 * @typedef {object} HostCase
 * @property {string} name
 * @property {Readonly<Record<string, string>>} packages the packages that the program loads, with their versions
 * @property {string} main the program
 * @property {string} [start] what runs it, where it does not run by itself
 * @property {Readonly<Record<string, string>>} [files] its other files, which are rewritten as well
 * @property {RegExp} shows what the output of `--idiomatic` has, in all files one after the other
 * @property {RegExp} [lacks] what it has not
 */

/** @type {readonly HostCase[]} */
export const hostCases = [
  { name: 'express 4', packages: { express: '4.21.2' }, main: express, shows: /app\.use\('\/file', async function \(req, res, next\)/ },
  { name: 'express 5', packages: { express: '5.2.1' }, main: express, shows: /app\.use\('\/early', async function \(req, res, next\)/ },
  { name: 'express 4, project', packages: { express: '4.21.2' }, main: project, files: ofProject, shows: /exports\.list = async function \(req, res, next\)[^]*return async function known\(req, res, next\)/ },
  { name: 'express 5, project', packages: { express: '5.2.1' }, main: project, files: ofProject, shows: /exports\.list = async function \(req, res, next\)[^]*return async function known\(req, res, next\)/ },
  { name: 'connect', packages: { connect: '3.7.0' }, main: handlers("const app = require('connect')();", `${finish}const server = app.listen(0, '127.0.0.1', () => ask(server.address().port, ${paths}));`), shows: /'\/file', async function \(req, res, next\)/ },
  { name: 'router 2', packages: { router: '2.2.0' }, main: handlers("const app = require('router')();", `${finish}const server = require('http').createServer((req, res) => app(req, res, () => res.end())).listen(0, '127.0.0.1', () => ask(server.address().port, ${paths}));`), shows: /'\/file', async function \(req, res, next\)/ },
  { name: 'polka 0.5', packages: { polka: '0.5.2' }, main: handlers("const app = require('polka')({ onError: (err, req, res) => { res.statusCode = 500; res.end(err.code || err.name); } });", `app.listen(0, '127.0.0.1', () => ask(app.server.address().port, ${paths}));`), shows: /'\/file', async function \(req, res, next\)/ },
  { name: 'restify 11', packages: { restify: '11.1.0' }, main: restify, shows: /app\.get\('\/:file', async function \(req, res\) \{/, lacks: /'\/stop\/:file', async/ },
  { name: 'fastify 4', packages: { fastify: '4.29.1' }, main: fastify, shows: /'onSend', async function \(request, reply, payload\)[^]*app\.register\(async function \(instance, options\)/ },
  { name: 'fastify 5', packages: { fastify: '5.12.8' }, main: fastify, shows: /'onSend', async function \(request, reply, payload\)[^]*app\.register\(async function \(instance, options\)/ },
  ...['3.29.5', '4.29.1', '5.12.8'].map((version) => ({ name: `fastify ${version[0]} handlers`, packages: { fastify: version }, main: fastifyHandlers, shows: /'\/file\/:name', async function \(request, reply\)[^]*return reply\.header\('x-size', info\.size\)\.send[^]*'\/later', function \(request, reply\)/ })),
  { name: 'gulp 4', packages: { gulp: '4.0.2' }, main: gulp, shows: /gulp\.task\('copy', async function \(\) \{[^]*async function remove\(\)/ },
  { name: 'gulp 5', packages: { gulp: '5.0.0' }, main: gulp, shows: /gulp\.task\('copy', async function \(\) \{[^]*async function remove\(\)/ },
  ...['5.13.23', '6.13.11', '7.8.13', '8.9.7'].map((version) => ({ name: `mongoose ${version.split('.')[0]}`, packages: { mongoose: version }, main: mongoose, shows: /schema\.pre\('validate', async function \(\) \{[^]*schema\.post\('validate', async function \(document\) \{/ })),
  { name: 'mocha 1.13', packages: { mocha: '1.13.0' }, main: tests, start: mocha, shows: /it\('reads', function \(done\) \{/ },
  { name: 'mocha 11', packages: { mocha: '11.0.0' }, main: tests, start: mocha, shows: /it\('reads', async function \(\) \{/ },
  { name: 'socket.io 4', packages: { 'socket.io': '4.8.1', 'socket.io-client': '4.8.1' }, main: socket('socket.io-client'), shows: /io\.use\(async function \(socket, next\)[^]*socket\.on\('load', async function \(name, answer\)/ },
  { name: 'passport', packages: { passport: '0.7.0', 'passport-local': '1.0.0', express: '4.21.2', 'express-session': '1.18.1' }, main: passport, shows: /new LocalStrategy\(async function \(username, password, done\)/ },
  { name: 'multer', packages: { multer: '1.4.5-lts.1', express: '4.21.2' }, main: multer, shows: /destination: async function[^]*filename: async function[^]*fileFilter: async function/ },
  { name: 'webpack 5', packages: { webpack: '5.113.0' }, main: webpack, shows: /beforeCompile\.tapPromise\('Plugin', async \(params\) => \{/ },
  { name: 'mongoose 9', packages: { mongoose: '9.0.0' }, main: mongoose9, shows: /schema\.post\('validate', async function \(document\) \{/ },
  ...casesOfTools,
  ...casesOfClouds(serve),
];
