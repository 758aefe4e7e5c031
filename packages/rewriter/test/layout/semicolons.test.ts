import { testLayout } from './layout-table.js';

testLayout([
  {
    name: 'three in a row',
    input: `db.get(1, (err, a) => { if (err) throw err; show(a); })
db.get(2, (err, a) => { if (err) throw err; show(a); })
db.get(3, (err, a) => { if (err) throw err; show(a); })
show(1);
show(2);
show(3);
`,
    output: `const { promisify } = require('util');

(async () => {
  const a = await promisify(db.get).call(db, 1);
  show(a);
})();
(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
(async () => {
  const a = await promisify(db.get).call(db, 3);
  show(a);
})();
show(1);
show(2);
show(3);
`,
  },
  {
    name: 'behind a statement without one',
    input: `show(1);
show(2);
var a = 1
db.get(2, (err, a) => { if (err) throw err; show(a); })
show(3);
`,
    output: `const { promisify } = require('util');

show(1);
show(2);
var a = 1
;(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
show(3);
`,
  },
  {
    name: 'in a file without',
    input: `db.get(1, (err, a) => { if (err) throw err; show(a) })
db.get(2, (err, a) => { if (err) throw err; show(a) })
`,
    output: `const { promisify } = require('util')

;(async () => {
  const a = await promisify(db.get).call(db, 1)
  show(a)
})()
;(async () => {
  const a = await promisify(db.get).call(db, 2)
  show(a)
})()
`,
  },
  {
    name: 'behind one that is only a part',
    input: `show(1);
show(2);
show(3);
x && db.get(1, (err, a) => { if (err) throw err; show(a); })
db.get(2, (err, a) => { if (err) throw err; show(a); });
`,
    output: `const { promisify } = require('util');

show(1);
show(2);
show(3);
x && (async () => {
  const a = await promisify(db.get).call(db, 1);
  show(a);
})()
;(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
`,
  },
  {
    name: 'behind a call whose outcome nobody wants',
    input: `show(1);
show(2);
show(3);
fs.unlink(a, () => {})
db.get(2, (err, a) => { if (err) throw err; show(a); });
`,
    output: `const { promisify } = require('util');

show(1);
show(2);
show(3);
fs.unlink(a, () => {})
;(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
`,
  },
  {
    name: 'behind a declaration that goes away',
    input: `show(1);
show(2);
show(3);
db.get(1, (err, a) => { if (err) throw err; show(a); })
function onRow(err, a) { if (err) throw err; show(a); }
db.get(2, onRow);
`,
    output: `const { promisify } = require('util');

show(1);
show(2);
show(3);
(async () => {
  const a = await promisify(db.get).call(db, 1);
  show(a);
})();
(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
`,
  },
  {
    name: 'behind a block',
    input: `show(1);
if (a) { show(2); }
db.get(2, (err, a) => { if (err) throw err; show(a); })
db.get(3, (err, a) => { if (err) throw err; show(a); })
`,
    output: `const { promisify } = require('util');

show(1);
if (a) { show(2); }
(async () => {
  const a = await promisify(db.get).call(db, 2);
  show(a);
})();
(async () => {
  const a = await promisify(db.get).call(db, 3);
  show(a);
})();
`,
  },
  {
    name: 'of a statement in an async function: the guard goes away',
    input: `const app = require('express')()
app.get('/', function (req, res) {
  start()
  ;(db || other).find(1, function (err, x) { if (err) throw err; use(x) })
})
`,
    output: `const app = require('express')()
const { promisify } = require('util')
app.get('/', async function (req, res) {
  start()
  const receiver = db || other
  const x = await promisify(receiver.find).call(receiver, 1)
  use(x)
})
`,
  },
  {
    name: 'of an async block in a function that stays: the guard stays',
    input: `function show() {
  start()
  ;(db || other).find(1, function (err, x) { if (err) throw err; use(x) })
  end()
}
`,
    output: `const { promisify } = require('util')

function show() {
  start()
  ;(async () => {
    const receiver = db || other
    const x = await promisify(receiver.find).call(receiver, 1)
    use(x)
  })()
  end()
}
`,
  },
  {
    name: 'of a statement in a callback that moves: the guard goes away',
    input: `const app = require('express')()
app.get('/', function (req, res) {
  db.get(1, function (err, row) {
    if (err) throw err
    start(row)
    ;(db || other).find(1, function (err, x) { if (err) throw err; use(x) })
  })
})
`,
    output: `const app = require('express')()
const { promisify } = require('util')
app.get('/', async function (req, res) {
  const row = await promisify(db.get).call(db, 1)
  start(row)
  const receiver = db || other
  const x = await promisify(receiver.find).call(receiver, 1)
  use(x)
})
`,
  },
]);
