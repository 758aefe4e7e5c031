import { defineModule } from '../define.js';

/** Not hooks of `init`, nor parallel ones, `pre(name, true, fn)`. In version 9, `pre` gives no `next`. */
export const mongooseHosts = defineModule(
  { name: 'mongoose', documentation: 'https://mongoosejs.com/docs/middleware.html', kind: 'other', caller: 'awaits' },
  { paths: 'Schema.pre Schema.post', versions: '>=5.0.0' },
);
