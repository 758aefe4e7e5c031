import { defineModule } from '../define.js';

export const passportHosts = defineModule(
  { name: 'passport', documentation: 'https://www.passportjs.org/concepts/authentication/strategies/', kind: 'other', caller: 'ignores' },
  { paths: 'serializeUser deserializeUser' },
);
