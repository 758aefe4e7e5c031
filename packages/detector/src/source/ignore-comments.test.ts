import { expect, it } from 'vitest';

import { callAt, parse } from '../../test/nodes.js';
import { ignoredBy } from './ignore-comments.js';

const by = (code: string): string | null => {
  const source = parse(code);
  return ignoredBy(source, callAt(source, 'load('));
};

it.each([
  ['// uncallback-ignore\nload(cb);', 'comment'],
  ['// uncallback-ignore: calls back twice\n// and more\nload(cb);', 'comment'],
  ['load(cb); // uncallback-ignore', 'comment'],
  ['/* uncallback-ignore */ load(cb);', 'comment'],
  ['/** uncallback-ignore */\nconst x = load(cb);', 'comment'],
  ['/**\n * Reads it.\n * uncallback-ignore: slow\n */\nload(cb);', null],
  ['// uncallback-ignore\nfunction f() {\n  return load(cb);\n}', 'comment'],
  ['// uncallback-ignore\nexports.f = function () {\n  load(cb);\n};', 'comment'],
  ['class A {\n  // uncallback-ignore\n  f() {\n    load(cb);\n  }\n}', 'comment'],
  ['// uncallback-ignore\nsave(cb);\nload(cb);', null],
  ['save(() => {\n  load(cb);\n}); // uncallback-ignore', null],
  ['// uncallback-ignored\nload(cb);', null],
  ['// see uncallback-ignore\nload(cb);', null],
  ['// eslint-disable-next-line uncallback/prefer-await\nload(cb);', 'directive'],
  ['// eslint-disable-next-line no-undef, uncallback/prefer-await -- slow\nload(cb);', 'directive'],
  ['load(cb); // eslint-disable-line uncallback/prefer-await', 'directive'],
  ['/* eslint-disable uncallback/prefer-await */\nload(cb);', 'directive'],
  ['/* eslint-disable uncallback/prefer-await */\nsave(cb);\n/* eslint-enable uncallback/prefer-await */\nload(cb);', null],
  ['// eslint-disable-next-line no-undef -- not uncallback/prefer-await\nload(cb);', null],
  ['// eslint-disable-next-line uncallback/no-unchecked-error\nload(cb);', null],
  ['/* eslint-disable */\nload(cb);', null],
])('%j: %s', (code, expected) => {
  expect(by(code)).toBe(expected);
});
