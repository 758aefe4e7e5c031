// A module of its own, which is loaded when TypeScript is linted: the bundle gives a CommonJS module by itself no named exports.
export { parseForESLint } from '@typescript-eslint/parser';
