import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'several declarations',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    var a;
    let b = 0, c = [];
    const d = {}, e = () => c;
    if (err) return fail(err);
    show(a, b, c, d, e, row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (err) {
    return fail(err);
  }
  var a;
  let b = 0, c = [];
  const d = {}, e = () => c;
  show(a, b, c, d, e, row);
});
`,
  },
  {
    name: 'throws',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    var text;
    if (err) throw err;
    text = row.text;
    show(text);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  const row = await promisify(db.get).call(db, 1);
  var text;
  text = row.text;
  show(text);
});
`,
  },
  {
    name: 'if and else',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    var text;
    if (err) {
      fail(err);
    } else {
      text = row.text;
      show(text);
    }
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (err) {
    fail(err);
    return;
  }
  var text;
  text = row.text;
  show(text);
});
`,
  },
  {
    name: 'a variable that the handler assigns to',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    var text;
    if (err) {
      text = 'none';
      return fail(text);
    }
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch {
    text = 'none';
    return fail(text);
  }
  var text;
  show(row);
});
`,
  },
  {
    name: 'an object that the handler reads',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    const answer = {};
    if (err) return fail(answer);
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let err = null, row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (error) {
    err = error;
  }
  const answer = {};
  if (err) return fail(answer);
  show(row);
});
`,
  },
  {
    name: 'a value that may throw',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    const text = row.text;
    if (err) return fail(err);
    show(text);
  });
});
`,
    output: `app.on('a', async () => {
  const [err, row] = await new Promise((resolve) => db.get(1, (...results) => resolve(results)));
  const text = row.text;
  if (err) return fail(err);
  show(text);
});
`,
  },
  {
    name: 'a name that may not be declared',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    const text = none;
    if (err) return fail(err);
    show(row, text);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let err = null, row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (error) {
    err = error;
  }
  const text = none;
  if (err) return fail(err);
  show(row, text);
});
`,
  },
  {
    name: 'a function that uses the error',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    function end() { fail(err); }
    if (err) return end();
    show(row);
  });
});
`,
    output: `app.on('a', async () => {
  const [err, row] = await new Promise((resolve) => db.get(1, (...results) => resolve(results)));
  function end() { fail(err); }
  if (err) return end();
  show(row);
});
`,
  },
  {
    name: 'declared again',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    var err;
    if (err) return fail(err);
    show(row);
  });
});
`,
    output: `app.on('a', async () => {
  var [err, row] = await new Promise((resolve) => db.get(1, (...results) => resolve(results)));
  var err;
  if (err) return fail(err);
  show(row);
});
`,
  },
  {
    name: 'with a log that goes on',
    input: `app.on('a', () => {
  db.get(1, (err) => {
    var text;
    if (err) log(err);
    text = read();
    show(text);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  try {
    await promisify(db.get).call(db, 1);
  } catch (err) {
    log(err);
  }
  var text;
  text = read();
  show(text);
});
`,
  },
  {
    name: 'a bridge',
    idiomatic: true,
    input: `exports.load = function (id, cb) {
  db.get(id, function (err, row) {
    var text;
    if (err) return cb(err);
    text = row.text;
    cb(null, text);
  });
};
`,
    output: `const { promisify, callbackify } = require('util');

exports.load = function (id, cb) {
  callbackify(async () => {
    const row = await promisify(db.get).call(db, id);
    var text;
    text = row.text;
    return text;
  })(cb);
};
`,
  },
]);
