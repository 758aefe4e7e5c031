import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'behind a loop in the middle of a line',
    input: `app.on('a', () => { db.get(1, (err, row) => {
  if (err) throw err;
  for (const each of row) { show(each); }; show(row);
}); });
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  for (const each of row) { show(each); } show(row);
});
`,
  },
  {
    name: 'behind a class and a comment',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) throw err;
    class Row {}; // a row
    show(new Row(row));
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  class Row {} // a row
  show(new Row(row));
});
`,
  },
  {
    name: 'only empty statements',
    input: `app.on('a', () => {
  db.get(1, (err) => {
    ;
    if (err) throw err;;
    ;;
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(db, 1);
});
`,
  },
  {
    name: 'a guard in a file without semicolons stays',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) throw err
    if (row) { show(row) }
    ;[1, 2].forEach(show)
  })
})
`,
    output: `const { promisify } = require('util')

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1)
  if (row) { show(row) }
  ;[1, 2].forEach(show)
})
`,
  },
  {
    name: 'behind a declaration that goes away, in front of a parenthesis',
    input: `app.on('a', () => {
  const list = [1]
  function onRow(err, row) { if (err) throw err; show(row); };
  (list || []).forEach(show);
  db.get(1, onRow);
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const list = [1]
  ;(list || []).forEach(show);
  const row = await promisify(db.get).call(db, 1);
  show(row);
});
`,
  },
  {
    name: 'behind a completion',
    idiomatic: true,
    input: `exports.load = function (id, cb) {
  db.get(id, (err, row) => {
    if (err) { cb(err); return; };
    cb(null, row);;
  });
};
`,
    output: `const { promisify, callbackify } = require('util');

exports.load = function (id, cb) {
  callbackify(async () => {
    return promisify(db.get).call(db, id);
  })(cb);
};
`,
  },
  {
    name: 'as a branch',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) throw err;
    while (row.next());
    if (row);
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  while (row.next());
  if (row);
  show(row);
});
`,
  },
  {
    name: 'a semicolon behind a call that stays in its place',
    input: `app.on('a', () => {
  ready && db.get(1, (err, row) => {
    if (err) throw err;
    show(row);
  });;
  show(1);
});
`,
    output: `const { promisify } = require('util');

app.on('a', () => {
  ready && (async () => {
    const row = await promisify(db.get).call(db, 1);
    show(row);
  })();
  show(1);
});
`,
  },
]);
