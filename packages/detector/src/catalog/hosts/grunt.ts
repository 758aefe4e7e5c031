import { defineModule } from '../define.js';

/** A task calls `this.async()` for its callback. */
export const gruntHosts = defineModule(
  { name: 'grunt', documentation: 'https://gruntjs.com/api/inside-tasks#this.async', kind: 'other', caller: 'ignores' },
  { paths: 'registerTask registerMultiTask' },
);
