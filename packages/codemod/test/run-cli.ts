import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program `uncallback`. */
export const bin = fileURLToPath(new URL('../bin/uncallback.js', import.meta.url));
/** The built jscodeshift transform. */
export const builtTransform = fileURLToPath(new URL('../dist/transform.js', import.meta.url));

// In folders without git and package.json, the journals are written to this cache instead of the user's.
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'uncallback-test-cache');

if (!existsSync(builtTransform)) throw new Error('These tests run what was built: run `pnpm build` first.');

/** The result of a run. */
export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a child process, without colours. */
export function runCli(args: readonly string[], cwd: string, env: Record<string, string> = {}, input: string | Uint8Array = ''): CliResult {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: Infinity,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The document that `--json` prints. */
export interface JsonDocument {
  readonly version: number;
  readonly summary: {
    readonly files: number;
    readonly rewrittenFiles: number;
    readonly sites: number;
    readonly rewritten: number;
    readonly refused: number;
    readonly errors: number;
    readonly refusals: Record<string, number>;
  };
  readonly files: readonly {
    readonly path: string;
    readonly status: string;
    readonly message: string | null;
    readonly sites: readonly Record<string, unknown>[];
  }[];
}

/** Runs the built program with `--json` and parses all of its stdout. */
export function runCliJson(args: readonly string[], cwd: string): CliResult & { readonly document: JsonDocument } {
  const result = runCli(['--json', ...args], cwd);
  return { ...result, document: JSON.parse(result.stdout) as JsonDocument };
}
