import { expect, it } from 'vitest';

import { planText } from '../../test/plan/plan-text.js';

/** The signatures of a handler of fastify around a call, with the statements of the callback. */
function signaturesOf(body: string): readonly string[] {
  const text = `const app = require('fastify')(); app.get('/', function (request, reply) { db.get('a', function (err, row) { ${body} }); });`;
  return planText(text, { idiomatic: true, dependencies: { fastify: '^4.0.0' } }).map(({ signature }) => signature.form);
}

it.each([
  ['one reply on every path', 'if (err) return reply.code(500).send(err); reply.send(row);', true],
  ['a path without a reply', 'if (err) return; reply.send(row);', false],
  ['a reply that comes later', 'setTimeout(function () { reply.send(row); }, 10);', false],
])('a handler with %s', (_, body, isAsync) => {
  expect(signaturesOf(body).includes('becomes-async')).toBe(isAsync);
});
