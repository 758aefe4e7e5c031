// A small runtime of AWS Lambda for one invocation: `node runtime.js <module> <export> <event as JSON> <version of Node>`. It prints the answer as JSON.
//
// Written after https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html and the interface of
// https://github.com/aws/aws-lambda-nodejs-runtime-interface-client: with a callback it answers when the event loop is empty, unless the handler sets
// `callbackWaitsForEmptyEventLoop` to false; `context.done`, `succeed` and `fail` answer at once, and so does a promise. The runtime for Node 24
// refuses handlers with three parameters.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [module, name, event, version] = process.argv.slice(2);
const refusing = 24;

let answered = false;
function answer(error, result) {
  if (answered) return;
  answered = true;
  const response = error ? { error: describe(error) } : { result: result === undefined ? null : result };
  // uncallback-ignore: written or not, the process ends
  process.stdout.write(`${JSON.stringify(response)}\n`, () => process.exit());
}

/** The error in the form in which the runtime reports it. */
function describe(error) {
  return error instanceof Error ? { errorType: error.name, errorMessage: error.message } : { errorType: typeof error, errorMessage: String(error) };
}

const context = {
  callbackWaitsForEmptyEventLoop: true,
  awsRequestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
  functionName: name,
  getRemainingTimeInMillis: () => 3000,
  done: answer,
  succeed: (result) => answer(null, result),
  fail: (error) => answer(error),
};

function callback(error, result) {
  if (!context.callbackWaitsForEmptyEventLoop) return setImmediate(answer, error, result);
  process.once('beforeExit', () => answer(error, result));
}

process.once('beforeExit', () => setImmediate(() => answer(null, null)));
process.on('uncaughtException', (error) => answer(error));
process.on('unhandledRejection', (error) => answer(error));

const exported = await import(pathToFileURL(resolve(module)).href);
const handler = exported[name] ?? exported.default?.[name];
if (Number(version) >= refusing && handler.length >= 3) {
  answer(Object.assign(new Error('callback-based handlers are not supported'), { name: 'Runtime.CallbackHandlerDeprecated' }));
} else {
  try {
    const result = handler(JSON.parse(event), context, callback);
    if (typeof result?.then === 'function') result.then((value) => answer(null, value), (error) => answer(error ?? new Error('null')));
  } catch (error) {
    answer(error);
  }
}
