import { defineModule } from '../define.js';

export const jsonwebtoken = defineModule(
  { name: 'jsonwebtoken', documentation: 'https://github.com/auth0/node-jsonwebtoken' },
  { paths: 'sign verify' },
);
