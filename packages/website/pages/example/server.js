const store = require('./store');

function total(path, cb) {
  store.load(path, function (err, orders) {
    if (err) return cb(err);
    cb(null, orders.length);
  });
}

app.get('/total', function (req, res) {
  total('orders.json', function (err, count) {
    if (err) return res.status(500).send(err.message);
    res.send(String(count));
  });
});
