import { defineModule, under } from '../define.js';

const methods = 'get put del batch open close getMany clear';

export const level = defineModule(
  { name: 'level', documentation: 'https://github.com/Level/level', callbackUntil: '<9', removal: 'https://github.com/Level/level/blob/main/UPGRADING.md' },
  { path: '' },
  { paths: 'get put del batch open close' },
  { paths: under('Level', methods), versions: '>=8.0.0-0' },
);

export const memoryLevel = defineModule(
  { name: 'memory-level', documentation: 'https://github.com/Level/memory-level', callbackUntil: '<2', removal: 'https://github.com/Level/memory-level/blob/main/UPGRADING.md' },
  { paths: under('MemoryLevel', methods) },
);

export const classicLevel = defineModule(
  { name: 'classic-level', documentation: 'https://github.com/Level/classic-level', callbackUntil: '<2', removal: 'https://github.com/Level/classic-level/blob/main/UPGRADING.md' },
  { paths: under('ClassicLevel', methods) },
);
