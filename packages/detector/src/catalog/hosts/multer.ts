import { defineModule } from '../define.js';

/** Options that are functions: `multer({ fileFilter(req, file, cb) {} })`. */
export const multerHosts = defineModule(
  { name: 'multer', documentation: 'https://github.com/expressjs/multer#readme', kind: 'other', caller: 'ignores', asyncForm: 'keeps-callback' },
  { paths: 'fileFilter diskStorage.destination diskStorage.filename' },
);
