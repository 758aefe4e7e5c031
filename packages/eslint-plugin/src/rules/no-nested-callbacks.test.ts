import { testRule } from '../../test/rule-testers.js';
import rule from './no-nested-callbacks.js';

const nest = `const fs = require('fs');
fs.readdir('.', (err, names) => {
  if (err) throw err;
  fs.stat(names[0], (err, info) => {
    if (err) throw err;
    console.log(info.size);
  });
});
`;

const flattened = `const fs = require('fs');
const { promisify } = require('util');
(async () => {
  const names = await promisify(fs.readdir)('.');
  const info = await promisify(fs.stat)(names[0]);
  console.log(info.size);
})();
`;

testRule('no-nested-callbacks', rule, {
  valid: [
    {
      name: 'a callback of depth 1',
      code: `require('fs').stat('a', (err, info) => { if (err) throw err; use(info); });`,
    },
    { name: 'a depth that the option allows', code: nest, options: [{ max: 2 }] },
    {
      name: 'callbacks of other kinds add no depth',
      code: `
        const fs = require('fs');
        describe('load', () => {
          it('loads', (done) => {
            server.on('request', () => setTimeout(() => names.forEach((name) => {
              fs.unlink(name, (err) => done(err));
            }), 10));
          });
        });`,
    },
    {
      name: 'promise reactions in an error-first callback',
      code: `
        require('fs').stat('a', (err, info) => {
          if (err) throw err;
          load(info).then((data) => data.map((each) => each.id)).catch((error) => report(error));
        });`,
    },
    {
      name: 'callbacks side by side',
      code: `
        const fs = require('fs');
        fs.stat('a', (err) => { if (err) throw err; });
        fs.stat('b', (err) => { if (err) throw err; });`,
    },
  ],
  invalid: [
    {
      name: 'nested callbacks, with the rewrite of the whole function',
      code: nest,
      errors: [
        {
          message: '2 callbacks deep: fs.readdir > fs.stat. uncallback can flatten this',
          line: 4,
          column: 6,
          endLine: 4,
          endColumn: 10,
          suggestions: [{ messageId: 'rewrite', output: flattened }],
        },
      ],
    },
    {
      name: 'depth counts through functions in between',
      code: `
const { readdir, unlink } = require('fs');
readdir('.', function (err, names) {
  if (err) throw err;
  names.forEach(function (name) {
    setTimeout(function () {
      const child = unlink(name, function (err) {
        if (err) throw err;
      });
      use(child);
    }, 10);
  });
});`,
      errors: [
        {
          message: '2 callbacks deep: fs.readdir > fs.unlink. Not rewritten: the value that the call returns is used',
          line: 7,
          column: 21,
          endColumn: 27,
        },
      ],
    },
    ...Object.entries({
      'through a method': [
        `const steps = { listed(err, n) { if (err) throw err; fs.stat(n[0], function (err) { if (err) throw err; }); } }; fs.readdir('.', steps.listed);`,
        'fs.readdir > fs.stat',
      ],
      'through .bind': [
        `fs.readdir('.', function (err, n) { if (err) throw err; fs.stat(n[0], function (err) { if (err) throw err; }.bind(this)); }.bind(this));`,
        'fs.readdir > fs.stat',
      ],
      'through a promise': [
        `fs.readdir('.', (err, n) => { if (err) throw err; load(n).then((x) => { fs.stat(x, (err) => { if (err) throw err; }); }); });`,
        'fs.readdir > fs.stat',
      ],
      'through an event': [
        `fs.readdir('.', (err, n) => { if (err) throw err; emitter.on('a', (x) => { fs.stat(x, (err) => { if (err) throw err; }); }); });`,
        'fs.readdir > fs.stat',
      ],
      'behind tasks of async': [
        `async.waterfall([(next) => next(null, 1)], (err, n) => { if (err) throw err; fs.stat(n[0], (err) => { if (err) throw err; }); });`,
        'async.waterfall > fs.stat',
      ],
    }).map(([name, [code, chain]]) => ({
      name,
      code: `const fs = require('fs'); const async = require('async'); ${code ?? ''}`,
      errors: [{ message: `2 callbacks deep: ${chain ?? ''}. uncallback can flatten this`, suggestions: 1 }],
    })),
    {
      name: 'each callback below the allowed depth',
      code: `
const fs = require('fs');
fs.open('a', 'r', (err, fd) => {
  if (err) throw err;
  fs.fstat(fd, (err, info) => {
    if (err) throw err;
    fs.close(fd, (err) => {
      if (err) throw err;
      console.log(info.size);
    });
  });
});`,
      options: [{ max: 2 }],
      errors: [
        {
          message: '3 callbacks deep: fs.open > fs.fstat > fs.close. uncallback can flatten this',
          line: 7,
          column: 8,
          suggestions: [
            {
              messageId: 'rewrite',
              output: `
const fs = require('fs');
const { promisify } = require('util');
(async () => {
  const fd = await promisify(fs.open)('a', 'r');
  const info = await promisify(fs.fstat)(fd);
  await promisify(fs.close)(fd);
  console.log(info.size);
})();`,
            },
          ],
        },
      ],
    },
  ],
  typescript: {
    valid: [],
    invalid: [
      {
        name: 'nested callbacks with types',
        code: `import fs from 'node:fs';
export function start(this: void, path: string): void {
  fs.open(path, 'r', (err: Error | null, fd: number) => {
    if (err) throw err;
    fs.close(fd, (err) => {
      if (err) throw err;
      console.log('closed' as string);
    });
  });
}
`,
        errors: [
          {
            message: '2 callbacks deep: fs.open > fs.close. uncallback can flatten this',
            line: 5,
            suggestions: [
              {
                messageId: 'rewrite',
                output: `import fs from 'node:fs';
import { promisify } from 'node:util';
export async function start(this: void, path: string): Promise<void> {
  const fd: number = await promisify(fs.open)(path, 'r');
  await promisify(fs.close)(fd);
  console.log('closed' as string);
}
`,
              },
            ],
          },
        ],
      },
    ],
  },
});
