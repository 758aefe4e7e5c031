import ts from 'typescript';

/** The program as a CommonJS module whose free names are looked up in `scope`. */
export type CompiledProgram = (
  scope: object,
) => (
  this: unknown,
  exports: unknown,
  require: (name: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

/**
 * Compiles a program of any dialect.
 *
 * @param path decides about TypeScript and JSX by its extension
 * @throws SyntaxError where the text is no valid program
 */
export function compileProgram(text: string, path: string): CompiledProgram {
  const script = toCommonJs(text.replace(/^\uFEFF/, '').replace(/^#!.*/, ''), path);
  // Only `with` can look up every free name in a proxy. A function in strict mode is allowed inside of it.
  return new Function(
    'scope',
    `with (scope) { return function (exports, require, module, __filename, __dirname) {${script}\n}; }`,
  ) as CompiledProgram;
}

function toCommonJs(text: string, path: string): string {
  if (/\.c?js$/.test(path) && !/^\s*(import|export)\b(?!\()/m.test(text)) return text;
  return ts.transpileModule(text, {
    fileName: path.replace(/\.mjs$/, '.js'),
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      // The fake modules are their own default exports.
      esModuleInterop: false,
      ignoreDeprecations: '6.0',
    },
  }).outputText;
}
