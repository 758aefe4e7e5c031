import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';


/** The reports of typescript-eslint's strict-type-checked rules about promises and methods: `path:line: rule`. */
export async function lintTypes(program: ts.Program, paths: readonly string[]): Promise<readonly string[]> {
  const linter = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        plugins: { '@typescript-eslint': tseslint.plugin as never },
        languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
        rules: {
          '@typescript-eslint/no-floating-promises': 'error',
          '@typescript-eslint/no-misused-promises': 'error',
          '@typescript-eslint/unbound-method': 'error',
        },
      },
    ],
  });
  const reports = await Promise.all(
    paths.map(async (path) => {
      const [result] = await linter.lintText(program.getSourceFile(path)?.text ?? '', { filePath: path });
      return (result?.messages ?? []).map(({ line, ruleId, message }) => `${path}:${line}: ${ruleId ?? message}`);
    }),
  );
  return reports.flat();
}

