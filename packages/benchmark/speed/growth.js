import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { planRewrites, plansOf, rewrite } from '@uncallback/rewriter';

import { inRounds, median, runProcess } from './run-process.js';
import { writeFiles } from './tree.js';

const parse = (text) => parseSource(text, 'growth.js');

/**
 * Measures whether the time per line grows with the size or nesting of a file, and the time per file with the size of a project: scan, rewrite,
 * and rewrite with `--functions`; and whether callbacks that are nested 400 deep get an answer.
 */
export async function measureGrowth(program, limit) {
  return [...(await measureFiles(limit)), ...measureProjects(program), ...measureDeep(program)];
}

/** A large file against a small one. */
async function measureFiles(limit) {
  const flat = (sites) => repeat(sites, (i) => listen(i, 1));
  const deep = (depth) => repeat(Math.ceil(1500 / depth), (i) => listen(i, depth));
  const cases = [
    { what: 'a file 10 times as long', small: flat(100), large: flat(1000), runs: { scan, rewrite: migrate } },
    { what: 'a file 100 times as long', small: flat(100), large: flat(10_000), runs: { scan, rewrite: migrate } },
    { what: 'nested 10 deep, as many callbacks', small: deep(1), large: deep(10), runs: { scan, rewrite: migrate } },
    { what: 'nested 50 deep, as many callbacks', small: deep(1), large: deep(50), runs: { scan, rewrite: migrate } },
    { what: '10 times as many functions', small: steps(20), large: steps(200), runs: { '`--functions`': convert } },
    { what: '100 times as many functions', small: steps(20), large: steps(2000), runs: { '`--functions`': convert } },
  ];
  const comparisons = cases.flatMap(({ what, small, large, runs }) => Object.entries(runs).map(([name, run]) => ({ what: `time per line, ${name}: ${what}`, run, small, large })));
  const share = { ...limit, seconds: limit.seconds / comparisons.length };
  const rows = [];
  for (const { what, run, small, large } of comparisons) rows.push({ what, against: 'the small file', ratio: await compare(run, small, large, share), target: 1.3 });
  return rows;
}

/** Projects of small files that call each other, `--functions` and 1 worker. What a run with a single file takes is left out. */
function measureProjects(program) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-projects-'));
  try {
    const [start, small, ...larger] = [1, 100, 1000, 10_000].map((count) => {
      const path = join(folder, String(count));
      writeFiles(path, Array.from({ length: count }, (_, i) => ({ path: `${Math.floor(i / 100)}/step${i}.js`, text: renderStep(i) })));
      return { count, cpu: runProcess([program, '--no-cache', '--functions', '--jobs', '1', '.'], path).cpu };
    });
    const perFile = ({ count, cpu }) => (cpu - start.cpu) / (count - 1);
    return larger.map((project) => ({
      what: `time per file, \`--functions\`: a project of ${project.count.toLocaleString('en')} files`,
      against: `one of ${small.count}`,
      ratio: perFile(project) / perFile(small),
      target: 1.3,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Callbacks in each other, as deep as no person writes them. A run that ends with an error throws. */
function measureDeep(program) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-deep-'));
  try {
    writeFiles(folder, [{ path: 'deep.js', text: `const fs = require('fs');\n${listen(0, 400)}` }]);
    return [[], ['--functions']].map((flags) => ({
      what: `${['a preview', ...flags].join(' ')}: 400 callbacks in each other`,
      figure: `${runProcess([program, '--no-cache', ...flags, '.'], folder).cpu.toFixed(1)} s of CPU time`,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A module with a function that calls the one of the module before it, in chains of ten. */
function renderStep(i) {
  const before = i % 10 === 0 ? null : `step${i - 1}`;
  return `const fs = require('fs');
${before === null ? '' : `const before = require('./${before}');\n`}
exports.load = function (id, cb) {
  fs.readFile(id, 'utf8', function (err, text) {
    if (err) return cb(err);
    ${before === null ? 'cb(null, text);' : 'before.load(text, cb);'}
  });
};
`;
}

function scan(text) {
  const source = parse(text);
  return plansOf(planRewrites(source, detectCallbacks(source))).size;
}

function migrate(text, options) {
  const { failure, functions } = rewrite(parse(text), parse, options);
  if (failure !== null) throw new Error(failure);
  return plansOf(functions).size;
}

function convert(text) {
  return migrate(text, { functions: true });
}

/**
 * The ratio of the times per line. The small file is processed as many times as the large one is longer, so that both have been
 * optimized equally.
 */
async function compare(run, small, large, limit) {
  const lines = (text) => text.split('\n').length;
  const repeats = Math.max(1, Math.round(lines(large) / lines(small)));
  const measure = () => {
    const one = cpuOf(() => {
      for (let i = 0; i < repeats; i += 1) run(small);
    });
    const other = cpuOf(() => run(large));
    return other / lines(large) / (one / (lines(small) * repeats));
  };
  // The first measurement is only a warm-up.
  const [, ...ratios] = await inRounds({ ...limit, times: limit.times + 1 }, measure, 2);
  return median(ratios);
}

function cpuOf(use) {
  const before = process.cpuUsage();
  use();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Functions that take a callback and call each other, in chains of ten. */
function steps(count) {
  const end = (i) => (i % 10 === 0 ? 'cb(null, data);' : `load${i - 1}(data, cb);`);
  return repeat(count, (i) => `function load${i}(id, cb) {\nfs.readFile(id, function (err, data) {\nif (err) return cb(err);\n${end(i)}\n});\n}\n`);
}

function repeat(count, render) {
  const parts = Array.from({ length: count }, (_, i) => render(i));
  return `const fs = require('fs');\n${parts.join('')}`;
}

/** Renders an event listener with `depth` nested error-first callbacks. */
function listen(i, depth) {
  let body = `use${i}(data1);\n`;
  for (let level = 1; level <= depth; level += 1) {
    body = `fs.readFile('${i}-${level}', function (err, data${level}) {\nif (err) throw err;\n${body}});\n`;
  }
  return `app.on('event${i}', function () {\n${body}});\n`;
}
