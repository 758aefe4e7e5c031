import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../../../detector/test/nodes.js';
import { lineDirectiveOf, withLineDirective } from './line-directive.js';

describe('a comment about the line of a call', () => {
  it.each([
    ['// @ts-ignore old types\nload();', '// @ts-ignore old types'],
    ['// eslint-disable-next-line no-sync\n  load();', '// eslint-disable-next-line no-sync'],
    ['/* @ts-expect-error old */\nload();', '/* @ts-expect-error old */'],
    ['// loads it\nload();', null],
    ['// @ts-ignore\n\nload();', null],
    ['use(); // @ts-ignore\nload();', null],
    ['// @ts-ignore\nif (x)\nload();', null],
    ['load();', null],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const comment = lineDirectiveOf(source, callAt(source, 'load(').parent!);
    expect(comment && source.text.slice(...comment.range)).toBe(expected);
  });

  it('is put above the line with the callee', () => {
    const text = 'const x = await new Promise((resolve) => {\n  db.load(1, resolve);\n});';
    expect(withLineDirective(text, '// @ts-ignore', 'db.load')).toBe('const x = await new Promise((resolve) => {\n  // @ts-ignore\n  db.load(1, resolve);\n});');
    expect(withLineDirective('await load();', '// @ts-ignore', 'db\n.load')).toBe('// @ts-ignore\nawait load();');
  });
});
