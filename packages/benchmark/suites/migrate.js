import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../codemod/bin/uncallback.js', import.meta.url));

/**
 * Rewrites a project in place with the command line.
 *
 * @param {string} folder the folder of the project
 * @param {readonly string[]} paths the files and folders to rewrite, relative to the project
 * @param {readonly string[]} flags flags of the command line besides `--write` and `--json`
 * @returns {Promise<{ sites: number, rewritten: number, failures: string[] }>} how many error-first callbacks there are, how many
 *   of them are rewritten, and the errors of files
 * @throws {Error} where the command line prints no report
 */
export async function migrate(folder, paths, flags) {
  const { stdout, stderr } = await run([bin, '--write', '--json', ...flags, ...paths], folder);
  if (stdout === '') throw new Error(`The command line gave no report: ${stderr}`);
  const { summary, files } = JSON.parse(stdout);
  const failures = files.filter((file) => file.status === 'error').map(({ path, message }) => `${path}: ${message}`);
  return { sites: summary.sites, rewritten: summary.rewritten, failures };
}

function run(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const result = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk) => (result.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (result.stderr += chunk));
    child.on('error', reject).on('close', () => resolve(result));
  });
}
