import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { planRewrites, plansOf, rewrite } from '@uncallback/rewriter';

import { median } from './run-process.js';

const parse = (text) => parseSource(text, 'growth.js');

/** Measures whether the time per line grows with the size or nesting of a file: a large file against a small one, scan and rewrite. */
export function measureGrowth(times) {
  const flat = (sites) => repeat(sites, (i) => listen(i, 1));
  const deep = (depth) => repeat(Math.ceil(1500 / depth), (i) => listen(i, depth));
  return [
    { what: 'a file 100 times as long', small: flat(100), large: flat(10_000) },
    { what: 'a file 10 times as long', small: flat(100), large: flat(1000) },
    { what: 'nested 10 deep, as many callbacks', small: deep(1), large: deep(10) },
    { what: 'nested 50 deep, as many callbacks', small: deep(1), large: deep(50) },
  ].flatMap(({ what, small, large }) =>
    Object.entries({ scan, migrate }).map(([name, run]) => ({
      what: `time per line, ${name}: ${what}`,
      against: 'the small file',
      ratio: compare(run, small, large, times),
      target: 1.3,
    })),
  );
}

function scan(text) {
  const source = parse(text);
  return plansOf(planRewrites(source, detectCallbacks(source))).size;
}

function migrate(text) {
  const { failure, functions } = rewrite(parse(text), parse);
  if (failure !== null) throw new Error(failure);
  return plansOf(functions).size;
}

/**
 * The ratio of the times per line. The small file is processed as many times as the large one is longer, so that both have been
 * optimized equally.
 */
function compare(run, small, large, times) {
  const lines = (text) => text.split('\n').length;
  const rounds = Math.max(1, Math.round(lines(large) / lines(small)));
  const ratios = [];
  for (let time = 0; time <= times; time += 1) {
    const one = cpuOf(() => {
      for (let round = 0; round < rounds; round += 1) run(small);
    });
    const other = cpuOf(() => run(large));
    // The first measurement is only a warm-up.
    if (time > 0) ratios.push(other / lines(large) / (one / (lines(small) * rounds)));
  }
  return median(ratios);
}

function cpuOf(use) {
  const before = process.cpuUsage();
  use();
  const { user, system } = process.cpuUsage(before);
  return user + system;
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
