import { compareRules } from './beside.js';

const fs = (code: string) => `const fs = require('fs'); ${code}`;
const open = (inner: string) => `fs.open('a', 'r', (err, fd) => { if (err) throw err; ${inner} });`;
const stat = (inner: string) => `fs.fstat(fd, (err, info) => { if (err) throw err; ${inner} });`;
const close = (inner: string) => `fs.close(fd, (err) => { if (err) throw err; ${inner} });`;

compareRules({
  ours: 'uncallback/no-nested-callbacks',
  theirs: 'max-nested-callbacks',
  options: { ours: { max: 2 }, theirs: { max: 2 } },
  bothAccept: {
    'no callback': 'function load() { return 1; }',
    'one': fs(open('use(fd);')),
    'two': fs(open(close(''))),
    'two functions': fs(`fs.open('a', 'r', function (err, fd) { if (err) throw err; fs.close(fd, function (err) { if (err) throw err; }); });`),
    'two, twice': fs(open(close('') + stat('use(info);'))),
    'side by side': fs(open('') + `fs.stat('a', (err) => { if (err) throw err; });`),
    'plain callbacks': 'run(function () { run(function (x) { use(x); }); });',
    'functions that are no arguments': 'const a = function () { const b = function () { const c = function () { work(); }; c(); }; b(); };',
    'functions that are called in place': '(function () { (function () { (function () { work(); })(); })(); })();',
    'declared functions': 'function a() { function b() { function c() { work(); } c(); } b(); } a();',
    'in objects': 'run({ go: function () { run({ go: function () { run({ go: function () { work(); } }); } }); } });',
    'of constructors': 'new Run(function () { new Run(function () { new Run(function () { work(); }); }); });',
    'an arrow function that returns one': 'const add = (a) => (b) => (c) => a + b + c;',
  },
  bothReport: {
    'three': fs(open(stat(close('use(info);')))),
    'three functions': fs(
      `fs.open('a', 'r', function (err, fd) { if (err) throw err; fs.fstat(fd, function (err, info) { if (err) throw err; fs.close(fd, function (err) { if (err) throw err; use(info); }); }); });`,
    ),
    'four': fs(open(stat(close(`fs.unlink('a', (err) => { if (err) throw err; });`)))),
    'three in a function': fs(`function start() { ${open(stat(close('use(info);')))} }`),
    'three in a method': fs(`class Log { start() { ${open(stat(close('use(info);')))} } }`),
    'through a listener': fs(`server.on('open', () => { ${open(stat(close('')))} });`),
    'through a loop over names': fs(open(stat(`info.names.forEach((name) => { fs.unlink(name, (err) => { if (err) throw err; }); });`))),
    'through a timer': fs(open(stat(`setTimeout(() => { ${close('')} }, 10);`))),
    'through a promise': fs(open(stat(`wait().then(() => { ${close('')} });`))),
    'callees that are not catalogued': `db.open((err, a) => { if (err) throw err; a.find(1, (err, b) => { if (err) throw err; b.save((err) => { if (err) throw err; }); }); });`,
    'an object in between': fs(open(stat(`const end = { run() { ${close('')} } }; end.run();`))),
    'a function in between': fs(open(stat(`function end() { ${close('')} } end();`))),
    'errors that nobody checks': fs(`fs.open('a', 'r', (err, fd) => { fs.fstat(fd, (err, info) => { fs.close(fd, (err) => { use(info); }); }); });`),
  },
  onlyOurs: {
    'A callback is nested where it runs, through `.bind` and local names as well.': {
      bind: fs(`fs.open('a', 'r', function (err, fd) { if (err) throw err; fs.fstat(fd, function (err) { if (err) throw err; fs.close(fd, function (err) { if (err) throw err; this.close(); }.bind(this)); }.bind(this)); }.bind(this));`),
      'local functions': fs(
        `function opened(err, fd) { if (err) throw err; fs.fstat(fd, measured); } function measured(err, info) { if (err) throw err; fs.close(info.fd, closed); } function closed(err) { if (err) throw err; } fs.open('a', 'r', opened);`,
      ),
    },
  },
  onlyTheirs: {
    'Only completion callbacks make the depth.': {
      'plain callbacks': 'run(function () { run(function () { run(function () { work(); }); }); });',
      'arrow functions': 'run(() => { run(() => { run(() => { work(); }); }); });',
      tests: `describe('a', () => { describe('b', () => { it('c', () => { work(); }); }); });`,
      lists: 'list.map((a) => a.list.map((b) => b.list.map((c) => c.id)));',
      events: `server.on('connection', (socket) => { socket.on('data', () => { socket.once('end', () => { work(); }); }); });`,
      timers: 'setTimeout(() => { setImmediate(() => { process.nextTick(() => { work(); }); }); }, 1);',
      promises: 'load().then((a) => a.load().then((b) => b.load().then((c) => c)));',
      'two completion callbacks among others': fs(`describe('a', () => { it('b', (done) => { ${open(close('done();'))} }); });`),
    },
  },
});
