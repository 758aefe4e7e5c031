import { defineModule } from '../define.js';

export const vitestHosts = defineModule(
  { name: 'vitest', documentation: 'https://vitest.dev/api/', kind: 'test', caller: 'awaits' },
  { paths: 'it test beforeAll afterAll beforeEach afterEach' },
);
