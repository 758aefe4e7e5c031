import { defineCoreModule } from '../define.js';

/** Beside an error they pass what was written until then. */
export const childProcess = defineCoreModule({
  name: 'child_process',
  documentation: 'https://nodejs.org/api/child_process.html',
  invoked: 'once',
  timing: 'later',
  needsReceiver: false,
  returns: 'handle',
  minimumArguments: 2,
});
