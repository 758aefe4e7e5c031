import { defineModule } from '../define.js';

export const endOfStream = defineModule({ name: 'end-of-stream', documentation: 'https://github.com/mafintosh/end-of-stream' }, { path: '', returns: 'handle', severity: 'strict' });
