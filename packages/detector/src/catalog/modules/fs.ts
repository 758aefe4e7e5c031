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
  // The others take or give something else there: `open`, for one, gives an object.
  {
    paths: 'access chmod chown copyFile lchown link lstat lutimes mkdir mkdtemp readdir readlink realpath rename rm rmdir stat symlink unlink utimes',
    variant: 'fs.promises.*',
  },
  { paths: 'readFile writeFile appendFile', variant: 'fs.promises.*', variantFor: 'paths' },
  { path: 'lchmod', missingOn: ['Linux', 'Windows'] },
  // A directory is read entry by entry, when asked for the next one.
  { path: 'opendir', handsOver: 'waits' },
  { paths: 'read write', minimumArguments: 4 },
  { paths: 'readv writev', minimumArguments: 3 },
);
