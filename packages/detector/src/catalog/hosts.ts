import type { CatalogModule } from './api-entry.js';
import { asyncHosts } from './hosts/async.js';
import { awsLambdaHosts } from './hosts/aws-lambda.js';
import { azureFunctionsHosts } from './hosts/azure-functions.js';
import { connectHosts } from './hosts/connect.js';
import { fastifyHosts } from './hosts/fastify.js';
import { googleCloudFunctionsFrameworkHosts } from './hosts/google-cloud-functions.js';
import { gruntHosts } from './hosts/grunt.js';
import { gulpHosts } from './hosts/gulp.js';
import { hapiHosts } from './hosts/hapi.js';
import { jasmineNodeHosts } from './hosts/jasmine-node.js';
import { jasmineHosts } from './hosts/jasmine.js';
import { jestGlobalsHosts } from './hosts/jest.js';
import { mochaHosts } from './hosts/mocha.js';
import { mongooseHosts } from './hosts/mongoose.js';
import { multerHosts } from './hosts/multer.js';
import { testHosts } from './hosts/node-test.js';
import { passportHosts } from './hosts/passport.js';
import { polkaHosts } from './hosts/polka.js';
import { restifyHosts } from './hosts/restify.js';
import { routerHosts } from './hosts/router.js';
import { socketIoHosts } from './hosts/socket-io.js';
import { tapHosts } from './hosts/tap.js';
import { tapableHosts } from './hosts/tapable.js';
import { vitestHosts } from './hosts/vitest.js';

/**
 * Functions of frameworks that call functions of the project (handlers, hooks, tests), with what they do with a returned promise, `caller`.
 * They decide whether such a function may become async, and are not used to classify callbacks. Modules that are in `modules.ts` anyway,
 * such as express and http, have their `caller` there.
 */
export const hosts: readonly CatalogModule[] = [
  asyncHosts,
  awsLambdaHosts,
  azureFunctionsHosts,
  connectHosts,
  fastifyHosts,
  googleCloudFunctionsFrameworkHosts,
  gruntHosts,
  gulpHosts,
  hapiHosts,
  jasmineHosts,
  jasmineNodeHosts,
  jestGlobalsHosts,
  mochaHosts,
  mongooseHosts,
  multerHosts,
  testHosts,
  passportHosts,
  polkaHosts,
  restifyHosts,
  routerHosts,
  socketIoHosts,
  tapHosts,
  tapableHosts,
  vitestHosts,
];
