import { defineModule } from '../define.js';

/**
 * `serializeUser`, and the `verify` function of strategies, `new LocalStrategy(verify)`, whose modules are called like passport:
 * `passport-local`. What they throw at once goes to the callback.
 */
export const passportHosts = defineModule(
  {
    name: 'passport',
    isFamily: true,
    documentation: 'https://www.passportjs.org/concepts/authentication/strategies/',
    kind: 'other',
    caller: 'ignores',
    asyncForm: 'keeps-callback',
    catchesThrows: true,
  },
  { paths: 'serializeUser deserializeUser Passport.serializeUser Passport.deserializeUser' },
  { path: '' },
  { paths: 'Strategy OAuthStrategy OAuth2Strategy BasicStrategy DigestStrategy' },
);
