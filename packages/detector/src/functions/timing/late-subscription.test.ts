import { describe, expect, it } from 'vitest';

import { functionsOf } from '../../detect.js';
import { parse, siteIn } from '../../../test/nodes.js';
import { lateSubscriptionOf } from './late-subscription.js';

describe('who gave a callback what it subscribes to', () => {
  it.each([
    ["get(url, function (err, res) { res.on('data', show); });", 'callee'],
    ['get(url, function (err, res) { res.pipe(out); });', 'callee'],
    ['get(url, function (err, res) { res.resume(); });', 'callee'],
    ['get(url, function (err, { body }) { body.pipe(out); });', 'callee'],
    ["get(url, function (err) { this.on('data', show); });", 'callee'],
    ['get(url, function (err, res) { const body = res.body; body.pipe(out); });', 'callee'],
    ['get(url, function (err, res) { read(res); }); function read(stream) { stream.pipe(out); }', 'callee'],
    ['get(url, function (err, res) { pipeline(res, out, done); });', 'callee'],
    ["exports.f = function (socket) { get(url, function (err) { socket.on('data', show); }); };", 'host'],
    ['exports.f = function () { get(url, (err) => { this.pipe(out); }); };', 'host'],
    ['exports.f = function (socket) { get(url, function (err) { socket.resume(); }); };', null],
    ["exports.f = function (socket) { setTimeout(function (err, x) { socket.on('data', show); }, 1); get(url, function (err) {}); };", null],
    ["const fs = require('fs'); exports.f = function (socket) { fs.stat(url, function (err) { socket.on('data', show); }); };", null],
    ["get(url, function (err, res) { setTimeout(function () { res.on('data', show); }, 1); });", null],
    ['get(url, function (err, res) { show(res); });', null],
    ["get(url, function (err) { process.on('exit', show); });", null],
  ])('%s: %s', (code, expected) => {
    const source = parse(code);
    expect(lateSubscriptionOf(source, functionsOf(source), siteIn(source), false)).toBe(expected);
  });

  it('does not ask about results that wait for a listener', () => {
    const source = parse('get(url, function (err, res) { res.pipe(out); });');
    expect(lateSubscriptionOf(source, functionsOf(source), siteIn(source), true)).toBeNull();
  });
});
