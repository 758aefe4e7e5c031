/** The parts of a scope manager. Their own package weighs little; `@typescript-eslint/utils` brings ESLint and TypeScript along. */
export type { Reference, Scope, ScopeManager, ScopeVariable as Variable } from '@typescript-eslint/scope-manager';
