import { defineModule } from '../define.js';

/** Options that are functions. */
export const multerHosts = defineModule(
  { name: 'multer', documentation: 'https://github.com/expressjs/multer#readme', kind: 'other', caller: 'ignores' },
  { paths: 'fileFilter diskStorage.destination diskStorage.filename' },
);
