import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'two empty lines',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) throw err;


    show(row);


    show(1);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);


  show(row);


  show(1);
});
`,
  },
  {
    name: 'in front of a completion that becomes a return',
    idiomatic: true,
    input: `exports.load = function (id, cb) {
  db.get(id, (err, row) => {
    if (err) return cb(err);
    show(row);

    cb(null, row);
    return;
  });
};
`,
    output: `const { promisify, callbackify } = require('util');

exports.load = function (id, cb) {
  callbackify(async () => {
    const row = await promisify(db.get).call(db, id);
    show(row);

    return row;
  })(cb);
};
`,
  },
  {
    name: 'around a declaration that goes away',
    input: `app.on('a', () => {
  show(1);

  function onRow(err, row) {
    if (err) throw err;
    show(row);
  }

  db.get(1, onRow);
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  show(1);

  const row = await promisify(db.get).call(db, 1);
  show(row);
});
`,
  },
  {
    name: 'at the ends of a callback',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {

    if (err) throw err;
    show(row);

  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  show(row);
});
`,
  },
  {
    name: 'around an empty statement',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) throw err;
    for (const each of row) show(each);

    ;
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  for (const each of row) show(each);

  show(row);
});
`,
  },
  {
    name: 'in front of an inner call',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) return fail(err);

    db.get(row, (err, last) => {
      if (err) return fail(err);

      show(last);
    });
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row, last;
  try {
    row = await promisify(db.get).call(db, 1);

    last = await promisify(db.get).call(db, row);
  } catch (err) {
    return fail(err);
  }

  show(last);
});
`,
  },
]);
