import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'an object and a list',
    input: `app.on('a', () => {
  db.get({
    id: 1,
  }, [
    2,
  ], (err) => {
    if (err) throw err;
    show();
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(db, {
    id: 1,
  }, [
    2,
  ]);
  show();
});
`,
  },
  {
    name: 'one on its own line, short',
    input: `app.on('a', () => {
  db.get(
    1,
    (err) => {
      if (err) throw err;
      show();
    }
  );
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(db, 1);
  show();
});
`,
  },
  {
    name: 'a function below an argument',
    input: `app.on('a', () => {
  db.get(1,
    function (row) {
      show(row);
    },
    (err) => {
      if (err) throw err;
      show();
    }
  );
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(db, 1,
    function (row) {
      show(row);
    });
  show();
});
`,
  },
  {
    name: 'aligned with the parenthesis',
    input: `app.on('a', () => {
  database.getEverything(first,
                         function (row) {
                           show(row);
                         },
                         (err) => {
                           if (err) throw err;
                           show();
                         });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(database.getEverything).call(database, first,
    function (row) {
      show(row);
    });
  show();
});
`,
  },
  {
    name: 'a template',
    input: `app.on('a', () => {
  db.get(
    \`
    select *
      from a\`,
    1,
    (err) => {
      if (err) throw err;
      show();
    }
  );
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(
    db,
    \`
    select *
      from a\`,
    1
  );
  show();
});
`,
  },
  {
    name: 'a comma at the end',
    input: `app.on('a', () => {
  db.get(
    1,
    {
      a: 2,
    },
    (err) => {
      if (err) throw err;
      show();
    },
  );
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.get).call(
    db,
    1,
    {
      a: 2,
    },
  );
  show();
});
`,
  },
  {
    name: 'a nested call',
    input: `app.on('a', () => {
  db.each(
    list,
    (each) => {
      db.get(
        each,
        { a:
            1 },
        (err, row) => {
          if (err) throw err;
          show(row);
        });
      note(each);
    },
    (err) => {
      if (err) throw err;
      show();
    });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  await promisify(db.each).call(
    db,
    list,
    (each) => {
      (async () => {
        const row = await promisify(db.get).call(
          db,
          each,
          { a:
              1 });
        show(row);
      })();
      note(each);
    });
  show();
});
`,
  },
  {
    name: 'all results',
    input: `app.on('a', () => {
  request(
    {
      url: 'a',
    },
    (err, res, body) => show(err, res, body)
  );
});
`,
    output: `app.on('a', async () => {
  const [err, res, body] = await new Promise((resolve) => request(
    {
      url: 'a',
    },
    (...results) => resolve(results)
  ));
  show(err, res, body);
});
`,
  },
  {
    name: 'optional call',
    input: `app.on('a', () => {
  db.get?.(
    { a: 1,
      b: 2 },
    (err, a, b) => show(err, a, b));
});
`,
    output: `app.on('a', async () => {
  const [err, a, b] = await new Promise((resolve) => db.get?.(
    { a: 1,
      b: 2 },
    (...results) => resolve(results)));
  show(err, a, b);
});
`,
  },
]);
