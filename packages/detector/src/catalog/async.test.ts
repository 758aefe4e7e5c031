import { describe, expect, it } from 'vitest';

import { bindsArguments, controlFlowOf, isAsyncLibrary, itemsOfAny, limitedFlowOf, matchAsyncArgument, matchAsyncPath, passesCallbackToAll, takesTasks } from './async.js';

describe('matchAsyncPath', () => {
  it.each([
    ['async.eachSeries', { module: 'async', method: 'eachSeries' }],
    ['async/eachSeries', { module: 'async', method: 'eachSeries' }],
    ['neo-async.map', { module: 'neo-async', method: 'map' }],
    ['async.queue.push', { module: 'async', method: 'queue.push' }],
    ['run-series', { module: 'run-series', method: 'series' }],
    ['run-series.each', null],
    ['async', null],
    ['asynckit.each', null],
    ['my-async.each', null],
    ['fs.readFile', null],
  ])('%s: %j', (path, expected) => {
    expect(matchAsyncPath(path)).toEqual(expected);
  });
});

describe('isAsyncLibrary', () => {
  it.each([
    ['async', true],
    ['async/each', true],
    ['neo-async', true],
    ['run-parallel', true],
    ['async-each', false],
    ['./async', false],
  ])('%s: %j', (module, expected) => {
    expect(isAsyncLibrary(module)).toBe(expected);
  });
});

describe('matchAsyncArgument', () => {
  const two = { count: 2, hasErrorName: true, isAsync: false };

  it.each([
    ['each', 1, 3, two, 'async-iteratee'],
    ['each', 2, 3, two, 'error-first'],
    ['eachLimit', 2, 4, two, 'async-iteratee'],
    ['eachLimit', 3, 4, two, 'error-first'],
    ['series', 1, 2, two, 'error-first'],
    ['queue.push', 1, 2, two, 'error-first'],
    ['unheardOf', 1, 2, two, null],
    ['detect', 2, 3, two, 'error-first'],
    ['detect', 2, 3, { count: 1, hasErrorName: false, isAsync: false }, 'other'],
    ['detect', 2, 3, { count: 1, hasErrorName: true, isAsync: false }, 'error-first'],
    ['retry', 1, 3, two, 'async-iteratee'],
    ['retry', 2, 3, two, 'error-first'],
    ['retry', 1, 2, two, 'error-first'],
    ['retry', 1, 2, { count: 0, hasErrorName: false, isAsync: true }, 'async-iteratee'],
    ['retry', 1, 2, { count: 1, hasErrorName: true, isAsync: true }, 'error-first'],
    ['retry', 2, 3, { count: 0, hasErrorName: false, isAsync: true }, 'error-first'],
  ])('%s, argument %i of %i, %j: %s', (method, index, count, parameters, expected) => {
    expect(matchAsyncArgument(method, index, count, parameters)).toBe(expected);
  });
});

it.each([
  ['series', true],
  ['auto', true],
  ['parallelLimit', true],
  ['each', false],
  ['unheardOf', false],
])('%s takes tasks: %j', (method, expected) => {
  expect(takesTasks(method)).toBe(expected);
});

it.each([
  ['async.forEachSeries', 'each-series'],
  ['async/mapSeries', 'map-series'],
  ['neo-async.parallel', 'parallel'],
  ['run-waterfall', 'waterfall'],
  ['async.eachLimit', null],
  ['fs.readFile', null],
])('%s does what %j does', (path, expected) => {
  expect(controlFlowOf(path)).toBe(expected);
});

it.each([
  ['async.apply', true],
  ['async.each', false],
  ['lodash.apply', false],
])('%s binds arguments: %j', (path, expected) => {
  expect(bindsArguments(path)).toBe(expected);
});

it.each([
  ['async.each', { async: '~1.5.0' }, true],
  ['async.each', { async: '^2.0.0' }, false],
  ['async.each', {}, false],
  ['neo-async.each', {}, true],
])('%s with %j passes a callback to async functions: %j', (path, dependencies, expected) => {
  expect(passesCallbackToAll(path, dependencies)).toBe(expected);
});

it.each([
  ['async.each', { async: '^1.5.2' }, 'values'],
  ['async.eachSeries', { async: '0.9.x' }, 'elements'],
  ['async.each', { async: '^1.0.0' }, null],
  ['async.each', { async: '^2.0.0' }, null],
  ['async.map', { async: '^1.5.2' }, null],
  ['async.map', { async: '~1.4.0' }, 'values'],
  ['async.mapSeries', { async: '~0.9.0' }, 'elements'],
  ['async.each', {}, null],
])('%s with %j goes over the %j of what may be no array', (path, dependencies, expected) => {
  expect(itemsOfAny(path, dependencies)).toBe(expected);
});

describe('limitedFlowOf', () => {
  it.each([
    ['async.eachLimit', 'each-series'],
    ['async/mapLimit', 'map-series'],
    ['async.parallelLimit', 'series'],
    ['async.each', null],
    ['async.filterLimit', null],
    ['mapLimit', null],
  ])('%s: %j', (path, expected) => {
    expect(limitedFlowOf(path)).toBe(expected);
  });
});
