import { defineCoreModule } from '../define.js';

/** Not `followsNodeContract`: beside an error, the callback is passed what the process wrote before it failed. */
export const childProcess = defineCoreModule(
  {
    name: 'child_process',
    documentation: 'https://nodejs.org/api/child_process.html',
    invoked: 'once',
    timing: 'later',
    needsReceiver: false,
    returns: 'handle',
    minimumArguments: 2,
  },
  { paths: 'exec execFile', alwaysPassed: [1, 2] },
  { path: 'ChildProcess.send', fails: 'fails if the process is gone' },
);
