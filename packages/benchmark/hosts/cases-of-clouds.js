// Programs of runtimes that call what a file exports, see `cases.js`. The runtimes are written after their published interfaces.

/**
 * Azure Functions 2 to 3: a function reports by `context.done(err, result)` or by a promise, and `context.res` is the answer.
 * https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v3
 */
const azure = `const handler = require('./handler.js');
const invoke = (req) => new Promise((resolve) => {
  const context = { bindings: { req }, res: {}, log: console.log, done: (err, result) => resolve([err ? err.code || err.message : null, result, context.res]) };
  const promise = handler(context, req);
  if (promise && typeof promise.then === 'function') promise.then((result) => context.done(null, result), (err) => context.done(err));
});
(async () => {
  for (const name of ['a.txt', 'none']) console.log(JSON.stringify(await invoke({ query: { name } })));
})();
`;
const ofAzure = `const fs = require('fs');
module.exports = function (context, req) {
  fs.readFile(req.query.name, 'utf8', function (err, text) {
    if (err) return context.done(err);
    fs.stat(req.query.name, function (err, info) {
      if (err) return context.done(err);
      context.res = { status: 200, body: text + info.size };
      context.done();
    });
  });
};
`;

/**
 * Cloud Functions for events, as the functions framework calls them: with a callback where the function has three parameters, else it awaits the promise.
 * https://cloud.google.com/functions/docs/writing/write-event-driven-functions
 */
const google = `const { onUpload, onAny } = require('./handler.js');
const invoke = (fn, data) => new Promise((resolve) => {
  const done = (err, result) => resolve([err ? err.code || err.message : null, result]);
  if (fn.length === 3) return fn(data, { eventId: '1' }, done);
  Promise.resolve().then(() => fn(data, { eventId: '1' })).then((result) => done(null, result), done);
});
(async () => {
  for (const fn of [onUpload, onAny]) for (const name of ['a.txt', 'none']) console.log(JSON.stringify(await invoke(fn, { name })));
})();
`;
const ofGoogle = `const fs = require('fs');
exports.onUpload = function (data, context, callback) {
  fs.readFile(data.name, 'utf8', function (err, text) {
    if (err) return callback(err);
    fs.stat(data.name, function (err, info) {
      if (err) return callback(err);
      callback(null, text + info.size);
    });
  });
};
exports.onAny = function (data, context, callback) {
  fs.stat(data.name, function (err, info) {
    if (err) return callback(err);
    callback(null, info.size);
  });
};
`;

/** hapi up to 16 ignores what a handler returns. */
const hapi = (serve) => `const fs = require('fs');
const Hapi = require('hapi');
const server = new Hapi.Server();
server.connection({ port: 0, host: '127.0.0.1' });
server.route({
  method: 'GET',
  path: '/{name}',
  handler: function (request, reply) {
    fs.readFile(request.params.name, 'utf8', function (err, text) {
      if (err) return reply(err.code).code(404);
      fs.stat(request.params.name, function (err, info) {
        if (err) return reply(err);
        reply(text + info.size);
      });
    });
  },
});
server.ext('onPreHandler', function (request, reply) {
  fs.stat('a.txt', function (err, info) {
    if (err) return reply(err);
    reply.continue();
  });
});
${serve}
server.start(() => ask(server.info.port, ['/a.txt', '/none']));
`;

/**
 * @param {string} serve the program's function that asks a server
 * @returns {readonly import('./cases.js').HostCase[]}
 */
export const casesOfClouds = (serve) => [
  { name: 'azure functions', packages: {}, main: azure, files: { 'handler.js': ofAzure }, shows: /./ },
  { name: 'google cloud functions', packages: {}, main: google, files: { 'handler.js': ofGoogle }, shows: /exports\.onUpload = function \(data, context, callback\)/ },
  { name: 'hapi 16', packages: { hapi: '16.8.4' }, main: hapi(serve), shows: /handler: (?:async )?function \(request, reply\)/ },
];
