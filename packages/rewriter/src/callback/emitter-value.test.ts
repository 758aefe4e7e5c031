import { expect, it } from 'vitest';

import { parse } from '../../../detector/test/nodes.js';
import { nodesOf } from '@uncallback/detector';
import { isEmitter } from './emitter-value.js';

/** Whether what a program passes to `cb(...)` is an emitter. */
function isPassed(code: string): boolean {
  const source = parse(code);
  const call = nodesOf(source).calls.find(({ callee }) => callee.type === 'Identifier' && callee.name === 'cb');
  return isEmitter(source, call!.arguments[0]!);
}

it.each([
  'cb(stream);',
  'cb(this.socket);',
  'cb(new OpStream());',
  'cb(new streams.PassThrough());',
  'const x = new OpStream(); cb(x);',
  'const x = fs.createReadStream(path); cb(x);',
  'let x; x = makeStream(); cb(x);',
  'cb(ready ? stream : null);',
  'cb(known || new OpStream());',
  "const { Readable: Base } = require('stream'); const x = new Base(); cb(x);",
  "const Events = require('events'); cb(new Events());",
  "const Events = require('events'); class Ops extends Events {} cb(new Ops());",
  "const Events = require('events'); const Ops = class extends Events {}; class More extends Ops {} cb(new More());",
  "const util = require('util'); const Events = require('events').EventEmitter; function Ops() {} util.inherits(Ops, Events); cb(new Ops());",
  "const Events = require('events').EventEmitter; function Ops() {} Ops.prototype = Object.create(Events.prototype); cb(new Ops());",
  "const Events = require('events').EventEmitter; function Ops() {} Ops.prototype.__proto__ = Events.prototype; cb(new Ops());",
])('an emitter: %s', (code) => {
  expect(isPassed(code)).toBe(true);
});

it.each([
  'cb(row);',
  'cb(new Row());',
  'cb(find(path));',
  'cb(streams[0]);',
  'const x = 1; cb(x);',
  'class Ops extends Base {} cb(new Ops());',
  'function Ops() {} Ops.prototype.get = function () {}; cb(new Ops());',
  "const Events = require('events'); function Ops() {} Ops.prototype.get = function () { return new Events(); }; cb(new Ops());",
  'let a = b; let b = a; cb(a);',
])('no emitter: %s', (code) => {
  expect(isPassed(code)).toBe(false);
});
