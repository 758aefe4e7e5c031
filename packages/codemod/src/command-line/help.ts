/** The text of `--help`. */
export const help = `uncallback: rewrites Node-style callbacks to await promisify(fn)(...)

  uncallback <paths...>            preview: unified diff and summary; nothing is changed
  uncallback --write <paths...>    rewrite in place
  uncallback --scan <paths...>     list every callback and what would be done with it

  --json        one JSON document on stdout, nothing else there
  --force       write although the git tree has uncommitted changes
  --jobs N      worker threads; 1 runs everything in this process
  --idiomatic   accept small documented changes of behaviour for plainer output
  --version     print the version
  --help        print this

Exit status: 0 nothing left to change, or written; 1 the preview found something to change; 2 an error.
`;
