// pnpm fuzz:projects -- --runs 20000 --seed 7 --jobs 2: programs of several modules, as `pnpm fuzz:functions` does for single ones.
import { runJobs } from '../../rewriter/test/run-jobs.js';

await runJobs('fuzz:projects', 'packages/project/test/whole-projects.test.ts', { without: 'FUZZ_WITHOUT' });
