import { defineModule } from '../define.js';

export const nodemailer = defineModule(
  { name: 'nodemailer', documentation: 'https://nodemailer.com/' },
  { paths: 'createTransport.sendMail createTransport.verify', promise: '>=2.7.2' },
  { path: 'createTestAccount' },
);
