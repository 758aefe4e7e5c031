import { describe, expect, it } from 'vitest';

import { nodeAt, parse } from '../../../test/nodes.js';
import { isPassedToRepeater, isListener } from './repeaters.js';

describe('`cb` goes to what calls it again and again', () => {
  it.each([
    ['setInterval(cb, 10)', true],
    ['setTimeout(cb, 10)', false],
    ['list.map(cb)', true],
    ['async.each(list, cb, end)', true],
    ['async.each(list, function () {}, cb)', false],
    ['charset.detect(file, cb)', false],
    ["input.on('data', cb)", true],
    ["input.on('end', cb)", false],
    ['input.on(name, cb)', false],
    ['promisify(async.each).call(async, list, cb)', true],
    ['load(cb)', false],
    ['cb(list)', false],
    ['list.map = cb', false],
  ])('%s: %j', (code, expected) => {
    expect(isPassedToRepeater(nodeAt(parse(`${code};`), 'cb'))).toBe(expected);
  });
});

describe('isListener', () => {
  it.each([
    ["input.on('data', cb)", true],
    ["input.addListener('line', cb)", true],
    ["input.on('close', cb)", false],
    ["input.emit('data', cb)", false],
    ["on('data', cb)", false],
    ['list.map(cb)', false],
  ])('%s: %j', (code, expected) => {
    expect(isListener(nodeAt(parse(`${code};`), 'cb'))).toBe(expected);
  });
});
