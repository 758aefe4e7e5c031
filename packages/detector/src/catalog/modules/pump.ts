import { defineModule } from '../define.js';

export const pump = defineModule({ name: 'pump', documentation: 'https://github.com/mafintosh/pump' }, { path: '', returns: 'handle' });
