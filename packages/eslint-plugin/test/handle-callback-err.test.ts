import { Linter } from 'eslint';
import peer from 'eslint-plugin-n';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.js';

interface Case {
  readonly name: string;
  readonly code: string;
}

const stat = (callback: string) => `require('fs').stat('a', ${callback});`;

const bothReport: readonly Case[] = [
  { name: 'a parameter that nobody mentions', code: stat('function (err, info) { use(info); }') },
  { name: 'an arrow function', code: stat('(err, info) => use(info)') },
  { name: 'an empty callback', code: stat('function (err) {}') },
  {
    name: 'an inner parameter of the same name is checked, the outer one is not',
    code: stat(`function (err, a) { require('fs').stat(a.name, function (err, b) { if (err) throw err; use(b); }); }`),
  },
  {
    name: 'the outer one is checked, the inner one is not',
    code: stat(`function (err, a) { if (err) throw err; require('fs').stat(a.name, function (err, b) { use(b); }); }`),
  },
];

const bothAccept: readonly Case[] = [
  { name: 'thrown', code: stat('function (err, info) { if (err) throw err; use(info); }') },
  { name: 'handed on', code: stat('function (err, info) { done(err, info); }') },
  { name: 'an if with an else', code: stat('(err, info) => { if (err) fail(err); else use(info); }') },
  { name: 'a negated test', code: stat('(err, info) => { if (!err) use(info); }') },
  { name: 'handled in an inner function', code: stat('(err, info) => { [1].forEach(() => { done(err, info); }); }') },
  { name: 'a function without parameters', code: 'function load() {}' },
  { name: 'a first parameter of another kind', code: '[1].map(function (each) { return 1; });' },
];

const missedByPeer: readonly Case[] = [
  ...['e', 'er', 'error'].map((name) => ({ name: `an error named ${name}`, code: stat(`(${name}, a) => { use(a); }`) })),
  { name: 'no parameter at all', code: stat('() => { done(); }') },
  { name: 'a default value', code: stat('(err = null, info) => { use(info); }') },
  { name: 'read after the results', code: stat('(err, info) => { use(info.size); if (err) throw err; }') },
  { name: 'logged, and on', code: stat('(err, info) => { if (err) console.log(err); use(info.size); }') },
  { name: 'checked on one branch', code: stat('(err, info) => { if (flag) { if (err) throw err; } use(info.size); }') },
  { name: 'overwritten', code: stat('(err, info) => { err = null; use(info.size); }') },
  { name: 'a bare mention', code: stat('(err, info) => { err; use(info.size); }') },
  { name: 'an empty branch', code: stat('(err, info) => { if (err) {} use(info.size); }') },
  { name: 'a rest parameter', code: stat('(...args) => { done(); }') },
];

const accusedByPeer: readonly Case[] = [
  { name: 'a plain function', code: 'function report(err) { count += 1; }' },
  { name: 'an error middleware', code: 'app.use(function (err, req, res, next) { res.sendStatus(500); });' },
  { name: 'a rejection', code: 'load().catch(function (err) { retry(); });' },
  { name: 'a second reaction', code: 'load().then(null, (err) => { retry(); });' },
  { name: 'an error event', code: `socket.on('error', function (err) { socket.destroy(); });` },
  { name: 'an assigned handler', code: 'socket.onerror = function (err) { socket.close(); };' },
  { name: 'an array method', code: 'errors.map((err) => 1);' },
  { name: 'a method', code: 'class Log { write(err) { count += 1; } }' },
];

function isReported(rule: 'n/handle-callback-err' | 'uncallback/no-unchecked-error', code: string): boolean {
  const messages = new Linter().verify(code, {
    plugins: { n: peer as never, uncallback: plugin as never },
    languageOptions: { sourceType: 'commonjs' },
    rules: { [rule]: 'error' },
  });
  expect(messages.filter(({ ruleId }) => ruleId !== rule)).toEqual([]);
  return messages.length > 0;
}

describe('no-unchecked-error beside n/handle-callback-err', () => {
  describe.each([
    ['both report', bothReport, true, true],
    ['both accept', bothAccept, false, false],
    ['only no-unchecked-error reports', missedByPeer, false, true],
    ['only n/handle-callback-err reports', accusedByPeer, true, false],
  ] as const)('%s', (_title, cases, theirs, ours) => {
    it.each(cases)('$name', ({ code }) => {
      expect({
        'n/handle-callback-err': isReported('n/handle-callback-err', code),
        'uncallback/no-unchecked-error': isReported('uncallback/no-unchecked-error', code),
      }).toEqual({ 'n/handle-callback-err': theirs, 'uncallback/no-unchecked-error': ours });
    });
  });
});
