// pnpm fuzz:functions -- --runs 100000 --seed 7 --jobs 2: each job takes its share of the modules, with a seed of its own from 7 on.
// --public both tries callback forms that return a promise without a callback.
// --without second-run,verification leaves out findings of these kinds; see check-module.ts.
import { runJobs } from '../run-jobs.js';

await runJobs('fuzz:functions', 'packages/rewriter/test/whole-functions/whole-functions.test.ts', { without: 'FUZZ_WITHOUT', public: 'FUZZ_PUBLIC' });
