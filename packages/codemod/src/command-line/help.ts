/** The text of `--help`: one screen of 80 columns. */
export const help = `uncallback rewrites Node-style callbacks to await promisify(fn)(...)

  uncallback src                   preview: diff and summary; nothing is changed
  uncallback --write src           rewrite in place
  uncallback --interactive src     show each function, and ask
  uncallback --scan src            list every callback and what becomes of it
  uncallback doctor --test "npm test" src   rewrite what the tests pass with
  uncallback undo                  restore what the last --write has changed
  uncallback merge a.json b.json   put the --json documents of shards together
  uncallback --explain result-used   what a reason or a rule of the linter means
  uncallback init                  write a configuration; show ESLint's and CI's
  uncallback mcp                   a server of tools for assistants, on stdio
  uncallback completion bash       completion for a shell: bash, zsh, fish

Which files       folders, files, globs such as 'src/**/*.js'
  --since REF       changed since the branch left REF     --staged   in git
  --ignore GLOB     leave out, as in a .gitignore         --shard 1/4   a part
Which callbacks
  --only WHAT       a reason (result-used), a rule (no-unchecked-error), an API
                    (fs.readFile, fs); may be repeated
How
  --idiomatic       plainer output, with small documented changes of behaviour
  --functions       whole functions become async, with all their callers in all
                    files; others keep a callback form. Includes --idiomatic
  --promisify STYLE   inline: promisify(fs.stat)(path); hoisted: a constant for
                    it; native: fs.promises.stat(path)
  --function lib/db.js:load   this one only   --public both|promise   for users
  --jobs N          worker threads; 1 runs everything in this process
  --no-cache        keep no results of a run; --cache does, --cache-location DIR
  --no-format       without the project's Prettier, Biome or dprint
  --include-tests   with doctor and --functions: tests change as well
  --force           write over uncommitted changes, undo over later ones
  --stdin-filename NAME   rewrite stdin to stdout       --watch   look again
Output
  --format github|junit|sarif   for CI      --output FILE   instead of stdout
  --report FILE.html   --max-remaining N   --baseline FILE   1 if more remain
  --json   --json-lines   --quiet   --verbose   --no-color   --version   --help

Exit status: 0 nothing left to change, or written; 1 a change found; 2 an error
`;
