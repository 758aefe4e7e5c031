import { expect, it } from 'vitest';

import { Manifests } from '../index.js';

const files: Readonly<Record<string, string>> = {
  '/shop/serverless.yml': `functions:
  get:
    handler: src/orders.get
  create:
    handler: "./src/orders.create" # a new one
  other:
    handler: \${self:custom.path}.other
`,
  '/sam/template.yaml': `Resources:
  Orders:
    Properties:
      CodeUri: ./orders/
      Handler: index.handler\r
`,
};

it.each([
  ['/shop/src/orders.js', ['get', 'create']],
  ['/shop/src/orders.ts', ['get', 'create']],
  ['/shop/src/users.js', []],
  ['/sam/orders/index.js', ['handler']],
  ['/sam/users/index.js', []],
  ['orders.js', []],
])('the handlers of %s are %j', (path, expected) => {
  expect(new Manifests((name) => files[name] ?? null).projectOf(path).handlers).toEqual(expected);
});
