import { expect, test } from 'vitest';

import { freshName } from '../../src/names/fresh-name.js';
import { isReserved } from '../../src/syntax/reserved-words.js';
import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'a promise that takes a callback',
    input: `app.on('a', () => {
  db.get(1).set('b').asCallback((err, row) => {
    if (err) throw err;
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const promise = db.get(1).set('b');
  const row = await promisify(promise.asCallback).call(promise);
  show(row);
});
`,
  },
  {
    name: 'a chain of methods that return their object',
    input: `app.on('a', () => {
  request(server).expect(200).set('a', 1).end((err, res) => {
    if (err) throw err;
    show(res);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const newRequest = request(server).expect(200).set('a', 1);
  const res = await promisify(newRequest.end).call(newRequest);
  show(res);
});
`,
  },
  {
    name: 'a receiver that says nothing',
    input: `app.on('a', () => {
  pool.connect(1).end((err) => {
    if (err) throw err;
    show(1);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const receiver = pool.connect(1);
  await promisify(receiver.end).call(receiver);
  show(1);
});
`,
  },
  {
    name: 'in two branches',
    input: `app.on('a', (row) => {
  if (row.a) {
    db.saveLast(row, (err, row) => {
      if (err) throw err;
      show(row);
    });
  } else {
    db.saveLast(row, (err, row) => {
      if (err) throw err;
      show(row);
    });
  }
});
`,
    output: `const { promisify } = require('util');

app.on('a', async (row) => {
  if (row.a) {
    const saveLastRow = await promisify(db.saveLast).call(db, row);
    show(saveLastRow);
  } else {
    const saveLastRow = await promisify(db.saveLast).call(db, row);
    show(saveLastRow);
  }
});
`,
  },
  {
    name: 'one after the other',
    input: `app.on('a', (row) => {
  db.save(row, (err, row) => {
    if (err) throw err;
    db.save(row, (err, row) => {
      if (err) throw err;
      show(row);
    });
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async (row) => {
  const saveRow = await promisify(db.save).call(db, row);
  const saveRow2 = await promisify(db.save).call(db, saveRow);
  show(saveRow2);
});
`,
  },
]);

test.each([
  { name: 'value', callee: 'loadAs', fresh: 'newValue' },
  { name: 'stat', callee: 'stat', fresh: 'stats' },
  { name: 'stat', callee: 'lstat', taken: ['stats'], fresh: 'stats2' },
  { name: 'presence', callee: 'transformPresenceToLatestVersion', fresh: 'newPresence' },
  { name: 'snapshot', callee: 'getMilestoneSnapshotAtOrAfterTime', fresh: 'newSnapshot' },
  { name: 'users', callee: 'findUser', fresh: 'newUsers' },
  { name: 'error', callee: 'readFile', fresh: 'fileError' },
  { name: 'err', callee: 'performGssapiCanonicalizeHostName', fresh: 'err2' },
  { name: 'err', callee: null, fresh: 'err2' },
  { name: 'data', callee: 'readFile', fresh: 'file' },
  { name: 'type', callee: 'getType', fresh: 'newType' },
  { name: 'res', callee: 'getAsync', fresh: 'asyncRes' },
  { name: 'data', callee: 'getType', fresh: 'typeData' },
  { name: 'new_rows', callee: null, fresh: 'new_rows2' },
  { name: 'all_rows', callee: 'saveMany', fresh: 'save_many_all_rows' },
  { name: 'rows', callee: 'load_all', fresh: 'loadAllRows' },
])('$name of $callee is $fresh', ({ name, callee, taken = [], fresh }) => {
  expect(freshName(name, callee, (candidate) => candidate === name || isReserved(candidate) || taken.includes(candidate))).toBe(fresh);
});
