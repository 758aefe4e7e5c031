/** Programs to migrate. They use no more than any right rewriter must be able to do. */

/** A script with a nest of two, which can be rewritten, and prints "copied" when run. */
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

/** A callback whose call's value is used: it has to stay. */
export const refused = `const { exec } = require('child_process');

const child = exec('sleep 1', (err, stdout) => {
  if (err) throw err;
  console.log(stdout);
});
child.kill();
`;

/** A callback that ignores its error, next to one of another kind. */
export const unchecked = `const fs = require('fs');

fs.readFile('settings.json', 'utf8', (err, text) => {
  console.log(text.split(',').map((part) => part.trim()));
});
`;

export const withoutCallbacks = 'export const answer = 42;\n';

export const unparsable = 'const a = 1;\nconst b = (;\n';
