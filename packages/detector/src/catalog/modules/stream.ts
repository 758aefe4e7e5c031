import { defineCoreModule } from '../define.js';

export const stream = defineCoreModule({ name: 'stream', documentation: 'https://nodejs.org/api/stream.html', invoked: 'once', needsReceiver: false, followsNodeContract: true, variant: 'stream.promises.*' });
