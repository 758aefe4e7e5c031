// pnpm fuzz:control-flow -- --runs 100000 --seed 7 --jobs 2: each job takes its share of the programs, with a seed of its own from 7 on.
import { runJobs } from '../run-jobs.js';

await runJobs('fuzz:control-flow', 'packages/rewriter/test/control-flow/control-flow.test.ts');
