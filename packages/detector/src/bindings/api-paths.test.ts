import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../test/nodes.js';
import { functionIndexOf } from '../functions/index/function-index.js';
import { nodesOf } from '../source/file-nodes.js';

const log = "const { Writable, Transform } = require('stream');\nclass Log extends Writable { line(x, cb) { this.write(x, cb); } }\n";

describe('the path of a method of an instance', () => {
  it.each([
    // what returns, passes or holds an instance of a class of Node
    ["require('http').createServer().listen(80).close(cb)", 'net.Server().close'],
    ["const s = require('express')().listen(80); s.close(cb)", 'net.Server().close'],
    ["require('net').createServer((socket) => { socket.write(x, cb) })", 'stream.Writable().write'],
    ["require('net').createServer((socket) => socket.setTimeout(1).end(x, cb))", 'stream.Writable().end'],
    ["const s = require('http').createServer(); s.on('connection', function (c) { c.end(x, cb) })", 'stream.Writable().end'],
    ["const s = require('http').createServer(); s.on('toString', function (c) { c.end(x, cb) })", null],
    ["require('child_process').spawn('a').stdin.end(x, cb)", 'stream.Writable().end'],
    ["require('cluster').on('online', (worker) => worker.send(x, cb))", 'cluster.Worker().send'],
    ["require('fs').opendir('a', (err, dir) => { dir.read(cb) })", 'fs.Dir().read'],
    ["require('mysql').createPool().getConnection((err, c) => { c.query(x, cb) })", 'mysql.createPool().getConnection().query'],
    ['process.stdout.write(x, cb)', 'process.stdout.write'],
    ['function f(process) { process.send(x, cb) }', null],
    // classes of the file
    [`${log}new Log().end(x, cb)`, 'stream.Writable().end'],
    [`${log}const a = new Log(); a.end(x, cb)`, 'stream.Writable().end'],
    [`${log}class Other extends Log { f() { this.end(x, cb) } }`, 'stream.Writable().end'],
    [`${log}new Log().line(x, cb)`, null],
    [`${log}class Other extends Log { f() { this.line(x, cb) } }`, null],
    [`${log}class Other extends Log { end() {} f() { const self = this; self.end(x, cb) } }`, null],
    [`${log}function Sink() {} require('util').inherits(Sink, Writable); Sink.prototype.f = function () { const self = this; self.end(x, cb) };`, 'stream.Writable().end'],
    [`${log}function Sink() {} require('util').inherits(Sink, Writable); Sink.prototype.end = f; new Sink().end(x, cb)`, null],
    [`${log}function Sink() {} Sink.prototype = Object.create(Transform.prototype); new Sink().end(x, cb)`, 'stream.Writable().end'],
    ["class Server extends require('http').Server { stop() { this.close(cb) } }", 'net.Server().close'],
    ["class Server extends require('./server') { stop() { this.close(cb) } }", null],
    ['class Server extends Server { stop() { this.close(cb) } }', null],
  ])('%s: %s', (code, expected) => {
    const source = parse(code);
    const calls = nodesOf(source).calls.filter(({ arguments: args }) => args.at(-1)?.type === 'Identifier' && source.text.slice(...args.at(-1)!.range) === 'cb');
    const [last] = calls.sort((a, b) => b.range[1] - a.range[1]);
    expect(functionIndexOf(source).paths.pathOf(last!.callee)).toBe(expected);
  });

  it('is none for the object itself, whose other methods the file may define', () => {
    const source = parse(`${log}const a = new Log(); use(a, new Log().setDefaultEncoding('utf8'));`);
    const { paths } = functionIndexOf(source);
    expect(callAt(source, 'use(').arguments.map((argument) => paths.pathOf(argument))).toEqual([null, null]);
  });
});
