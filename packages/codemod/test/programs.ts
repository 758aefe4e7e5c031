/** Programs to migrate, for the tests of the command line. They use only basic forms of callbacks. */

/** A script with two nested callbacks, which can be rewritten. It prints "copied" when run. */
export const nested = `const fs = require('fs');

fs.readFile(__filename, 'utf8', (err, text) => {
  if (err) throw err;
  // the copy is for the archive
  fs.writeFile(__filename + '.copy', text, (err) => {
    if (err) throw err;
    console.log('copied');
  });
});
`;

/** A callback that is refused, since the value of its call is used. */
export const refused = `const { exec } = require('child_process');

const child = exec('sleep 1', (err, stdout) => {
  if (err) throw err;
  console.log(stdout);
});
child.kill();
`;

/** An error-first callback that ignores its error, and a callback of another kind. */
export const unchecked = `const fs = require('fs');

fs.readFile('settings.json', 'utf8', (err, text) => {
  console.log(text.split(',').map((part) => part.trim()));
});
`;

export const withoutCallbacks = 'export const answer = 42;\n';

export const unparsable = 'const a = 1;\nconst b = (;\n';

/** A module that exports two functions with a callback, `load` and `size`. */
export const store = `const fs = require('fs');
${['load', 'size'].map((name) => `
exports.${name} = function (path, cb) {
  fs.readFile(path, 'utf8', (err, text) => {
    if (err) return cb(err);
    cb(null, text${name === 'size' ? '.length' : ''});
  });
};
`).join('')}`;
