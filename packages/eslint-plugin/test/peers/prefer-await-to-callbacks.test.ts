import { compareRules } from './beside.js';

const fs = (code: string) => `const fs = require('fs'); ${code}`;

compareRules({
  ours: 'uncallback/prefer-await',
  theirs: 'promise/prefer-await-to-callbacks',
  bothAccept: {
    awaits: 'async function load() { await open(); const parts = await read(); return [...parts]; }',
    'a caught await': 'async function load() { try { await open(); } catch (err) { report(err); } }',
    'an awaited chain': 'async function load() { await open().catch((err) => { report(err); }); }',
    'async functions of an array': 'async function all(list) { return Promise.all(list.map(async (each) => { await each.run(); })); }',
    'an error event': `emitter.on('error', (err) => { report(err); });`,
    'an error event, once': `emitter.once('error', function (err) { report(err); });`,
    'errors in a list': 'errors.map((err) => err.message);',
    'each error': 'errors.forEach((error) => { report(error); });',
    'errors that are left': 'errors.filter(function (err) { return err.isFatal; });',
    'lodash': `const _ = require('lodash'); _.map(errors, (err) => err.message);`,
    'in a yield': 'function* list() { yield open((err) => err); }',
    'a list': 'list.map((each) => each.id);',
    'a listener': `server.listen(80, () => { log('up'); });`,
    'a timer': 'setTimeout(() => { work(); }, 10);',
    'a plain function': 'function load(path) { return path; }',
    'a promise': 'load().then((value) => { use(value); });',
    'a class': 'class Log { write(line) { this.lines.push(line); } }',
  },
  bothReport: {
    'an arrow function': fs(`fs.stat('a', (err, info) => { if (err) throw err; use(info); });`),
    'a function': fs(`fs.stat('a', function (error, info) { if (error) throw error; use(info); });`),
    'a callee that is not catalogued': 'db.find(1, (err, row) => { if (err) throw err; use(row); });',
    'an error alone': fs(`fs.unlink('a', (err) => { if (err) throw err; });`),
    'an expression': fs(`fs.unlink('a', (err) => report(err));`),
    'a nest': fs(`fs.open('a', 'r', (err, fd) => { if (err) throw err; fs.close(fd, (err) => { if (err) throw err; }); });`),
    'an error that nobody checks': fs(`fs.stat('a', (err, info) => { use(info); });`),
    'in a route': `app.get('/', (req, res) => { db.find(1, (err, row) => { if (err) throw err; res.send(row); }); });`,
    'in a function': fs(`function start() { fs.unlink('a', (err) => { if (err) throw err; }); }`),
    'in an async function': fs(`async function start() { fs.unlink('a', (err) => { if (err) throw err; }); }`),
    'in a method': fs(`class Log { clear() { fs.unlink(this.path, (err) => { if (err) throw err; }); } }`),
    'in a loop': fs(`for (const path of paths) fs.unlink(path, (err) => { if (err) throw err; });`),
    'two results': `db.query('a', (err, rows, fields) => { if (err) throw err; use(rows, fields); });`,
    'with a receiver': `this.db.find(1, (err, row) => { if (err) throw err; use(row); });`,
  },
  onlyOurs: {
    'An error is one by its place, not by its name.': {
      'named e': fs(`fs.stat('a', (e, info) => { if (e) throw e; use(info); });`),
      'named er': fs(`fs.stat('a', (er, info) => { if (er) throw er; use(info); });`),
      'no parameter': fs(`fs.unlink('a', () => { log('gone'); });`),
      'a local function': fs(`function done(err) { if (err) throw err; } fs.unlink('a', done);`),
    },
  },
  onlyTheirs: {
    'A function that takes a callback, or calls it, is no use of one.': {
      'a function that takes a callback': 'function load(callback) { callback(null); }',
      'named cb': 'function load(cb) { cb(null); }',
      'an arrow function': 'const load = (callback) => { callback(null); };',
      'a method': 'const store = { load(path, callback) { callback(null, path); } };',
      'a call': `callback(new Error('no'));`,
      'a call of cb': 'cb();',
    },
    'What cannot be rewritten without harm is not reported.': {
      'the value is used': `const child = require('child_process').exec('ls', (err, out) => { if (err) throw err; use(out); });`,
      'its host keeps its own callback': fs(
        `function load(path, end) { fs.stat(path, (err, info) => { if (err) return end(err); end(null, info); }); } load('a', use);`,
      ),
    },
    'What no error-first callee calls is no completion callback.': {
      'an error middleware': 'app.use((err, req, res, next) => { end(err); });',
      'a second reaction': 'load().then(null, (err) => { report(err); });',
      'a rejection': 'load().catch(function (err) { report(err); });',
      'a fold of errors': 'errors.reduce((error, each) => error + each);',
    },
  },
});
