import { defineModule } from '../define.js';

export const nodemailer = defineModule(
  { name: 'nodemailer', documentation: 'https://nodemailer.com/' },
  { paths: 'createTransport.sendMail createTransport.verify createTestAccount' },
);
