import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'in front of else if',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) {
      fail(err);
    // nothing there
    } else if (!row) {
      show('none');
    } else {
      show(row);
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
  // nothing there
  if (!row) {
    show('none');
  } else {
    show(row);
  }
});
`,
  },
  {
    name: 'behind the brace of a handler',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err) { // unreadable
      return fail(err);
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
  } catch (err) {
    // unreadable
    return fail(err);
  }
  show(row);
});
`,
  },
  {
    name: 'in the test',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    if (err /* any */) return fail(err);
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (err) {
    /* any */
    return fail(err);
  }
  show(row);
});
`,
  },
  {
    name: 'behind the parameters of a long one',
    input: `app.on('a', () => {
  db.get(1, (err, row) => { /* what
    was found */
    if (err) return fail(err);
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  /* what
    was found */
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch (err) {
    return fail(err);
  }
  show(row);
});
`,
  },
  {
    name: 'a directive behind the brace',
    input: `app.on('a', () => {
  db.get(1, function (err, row) { // eslint-disable-line handle-callback-err
    show(row);
  });
});
`,
    output: `app.on('a', async () => {
  const row = await new Promise((resolve) => db.get(1, (err, row) => resolve(row))); // eslint-disable-line handle-callback-err
  show(row);
});
`,
  },
  {
    name: 'in front of a positive test',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    // it is there
    if (!err) {
      show(row);
    }
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  let row;
  try {
    row = await promisify(db.get).call(db, 1);
  } catch {
    return;
  }
  // it is there
  show(row);
});
`,
  },
  {
    name: 'of an error that is thrown',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    // fatal
    if (err) throw err; // ends the process
    // go on
    show(row);
  });
});
`,
    output: `const { promisify } = require('util');

app.on('a', async () => {
  // fatal
  // ends the process
  const row = await promisify(db.get).call(db, 1);
  // go on
  show(row);
});
`,
  },
  {
    name: 'in a handler that goes away',
    idiomatic: true,
    input: `exports.load = function (id, cb) {
  db.get(id, (err, row) => {
    if (err) {
      // not found
      cb(err); // tell
      return;
      // nothing else
    }
    cb(null, row.text);
  });
};
`,
    output: `const { promisify, callbackify } = require('util');

exports.load = function (id, cb) {
  callbackify(async () => {
    // not found
    // tell
    // nothing else
    const row = await promisify(db.get).call(db, id);
    return row.text;
  })(cb);
};
`,
  },
  {
    name: 'coverage of a bridge',
    idiomatic: true,
    input: `exports.load = function (id, cb) {
  db.get(id, (err, row) => {
    // cannot be tested
    /* istanbul ignore if -- no network */
    if (err) return cb(err);
    cb(null, row.text);
  });
};
`,
    output: `const { promisify, callbackify } = require('util');

exports.load = function (id, cb) {
  callbackify(async () => {
    // cannot be tested
    const row = await promisify(db.get).call(db, id);
    return row.text;
  })(cb);
};
`,
  },
  {
    name: 'coverage of an if that stays',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    show(row);
    /* istanbul ignore if */
    if (err) fail(err);
  });
});
`,
    output: `app.on('a', async () => {
  const [err, row] = await new Promise((resolve) => db.get(1, (...results) => resolve(results)));
  show(row);
  /* istanbul ignore if */
  if (err) fail(err);
});
`,
  },
  {
    name: 'coverage of the branch without an error',
    input: `app.on('a', () => {
  db.get(1, (err, row) => {
    /* istanbul ignore if */
    if (!err) {
      show(row);
    } else {
      fail(err);
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
  /* istanbul ignore if */
  show(row);
});
`,
  },
]);
