import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { keptHandlers, rewrite } from '../index.js';

const options = { idiomatic: true, handlers: ['handler'] };

function handle(text: string) {
  const source = parseSource(text, 'a.js');
  const result = rewrite(source, (other) => parseSource(other, 'a.js'), options);
  return { text: result.text, kept: keptHandlers(source, result.functions, options).map(({ name, reason }) => `${name}: ${reason}`) };
}

describe('a handler of AWS Lambda', () => {
  it.each([
    ['without an error-first callback', `exports.handler = (event, context, callback) => {\n  callback(null, event);\n};\n`, `exports.handler = async (event, context) => {\n  return event;\n};\n`],
    ['that is declared', `module.exports = { handler };\nfunction handler(event, context, cb) {\n  if (!event) return cb(new Error('none'));\n  cb();\n}\n`, `module.exports = { handler };\nasync function handler(event, context) {\n  if (!event) throw new Error('none');\n}\n`],
    ['that is exported by its declaration', `export const handler = function (event, context, callback) {\n  callback('gone');\n};\n`, `export const handler = async function (event, context) {\n  throw 'gone';\n};\n`],
    ['that reports to its context', `exports.handler = function (event, context) {\n  if (event.bad) return context.fail(new Error('bad'));\n  context.succeed(event.id);\n};\n`, `exports.handler = async function (event, context) {\n  if (event.bad) throw new Error('bad');\n  return event.id;\n};\n`],
    ['that uses both', `exports.handler = function (event, context, callback) {\n  if (event.bad) return context.done(null, 0);\n  callback(null, context.awsRequestId);\n};\n`, `exports.handler = async function (event, context) {\n  if (event.bad) return 0;\n  return context.awsRequestId;\n};\n`],
  ])('%s becomes async', (_, before, after) => {
    expect(handle(before)).toEqual({ text: after, kept: [] });
  });

  it.each([
    ['other work', `exports.handler = function (event, context, callback) {\n  track(event);\n  callback(null, 1);\n};\n`, /^handler: it may start other work/],
    ['other work in a function of the file', `exports.handler = function (event, context, callback) {\n  note();\n  callback(null, 1);\n};\nfunction note() { setTimeout(send, 10); }\n`, /^handler: it may start other work/],
    ['a path without a call', `exports.handler = function (event, context, callback) {\n  if (event) callback(null, 1);\n};\n`, /^handler: not every path/],
    ['a callback that is passed on', `exports.handler = function (event, context, callback) {\n  const answer = respond(event, callback);\n};\n`, /^handler: not every path/],
    ['its arguments', `exports.handler = function (event, context, callback) {\n  callback(null, arguments.length);\n};\n`, /^handler: it uses its `arguments`/],
    ['a wrapper', `exports.handler = wrap((event, context, callback) => {\n  callback(null, 1);\n});\n`, /^handler: a call makes the handler/],
    ['another use of the function', `exports.handler = run;\nfunction run(event, context, callback) {\n  callback(null, 1);\n}\nrun({}, {}, print);\n`, null],
    ['a name that no configuration names', `exports.other = (event, context, callback) => {\n  callback(null, 1);\n};\n`, null],
  ])('with %s keeps its callback', (_, text, reason) => {
    const result = handle(text);
    expect(result.text).toBe(text);
    expect(result.kept).toEqual(reason ? [expect.stringMatching(reason)] : []);
  });

  it('does not wait for other work where it says so', () => {
    const { text } = handle(`exports.handler = (event, context, callback) => {\n  context.callbackWaitsForEmptyEventLoop = false;\n  track(event);\n  callback(null, 1);\n};\n`);
    expect(text).toContain('async (event, context) =>');
  });
});
