import { defineModule } from '../define.js';

/** A task gets its callback from `this.async()`; a returned promise is ignored. */
export const gruntHosts = defineModule(
  { name: 'grunt', documentation: 'https://gruntjs.com/api/inside-tasks#this.async', kind: 'other', caller: 'ignores' },
  { paths: 'registerTask registerMultiTask' },
);
