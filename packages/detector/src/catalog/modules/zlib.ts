import { defineCoreModule } from '../define.js';

export const zlib = defineCoreModule({
  name: 'zlib',
  documentation: 'https://nodejs.org/api/zlib.html',
  invoked: 'once',
  timing: 'later',
  needsReceiver: false,
  followsNodeContract: true,
});
