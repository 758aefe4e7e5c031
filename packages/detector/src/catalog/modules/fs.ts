import { defineCoreModule } from '../define.js';

export const fs = defineCoreModule(
  {
    name: 'fs',
    documentation: 'https://nodejs.org/api/fs.html',
    invoked: 'once',
    timing: 'later',
    needsReceiver: false,
    followsNodeContract: true,
    returns: 'nothing',
  },
  // Only these: other functions of `fs.promises` take or return something else, as `open` does, which returns a `FileHandle`.
  {
    paths: 'access chmod chown copyFile lchown link lstat lutimes mkdir mkdtemp readdir readlink realpath rename rm rmdir stat symlink unlink utimes',
    variant: 'fs.promises.*',
  },
  { paths: 'readFile writeFile appendFile', variant: 'fs.promises.*', variantFor: 'paths' },
  { path: 'lchmod', missingOn: ['Linux', 'Windows'] },
  // The resulting `fs.Dir` reads an entry only when it is asked for one.
  { path: 'opendir', passedEmitters: 'idle' },
  { paths: 'read write', minimumArguments: 4 },
  { paths: 'readv writev', minimumArguments: 3 },
  { paths: 'WriteStream.write WriteStream.close ReadStream.close', fails: 'emits `error` as well if it fails' },
  { path: 'WriteStream.end', results: [], severity: 'strict', optional: true, fails: 'emits `error` as well if it fails' },
);
