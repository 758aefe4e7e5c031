/**
 * What may import what. `npx -y pnpm@12 lint` checks it; docs/architecture.md explains it.
 *
 * The layers of each package's `src`, from bottom to top: a folder or file may import from its own line and from the lines
 * above it in this list, never from a line below. Folders and files on one line may import each other, but in no circle.
 * A file that is listed by itself belongs to its own line, not to that of its folder.
 */
const layers = {
  detector: [
    ['syntax/'],
    ['scope/'],
    ['source/'],
    ['site.ts'],
    ['vocabulary/'],
    ['catalog/'],
    ['bindings/'],
    ['functions/'],
    ['classify/'],
    ['flow/'],
    ['error-flow/'],
    ['detect.ts', 'prefilter.ts'],
    ['completion/', 'removed/'],
    ['index.ts'],
  ],
  project: [['summary/', 'users/'], ['link/'], ['convert/'], ['index.ts']],
  rewriter: [
    ['syntax/'],
    ['target/'],
    ['refusals.ts'],
    ['conversion/types.ts', 'conversion/kept-reasons.ts'],
    ['plan/types.ts'],
    ['file/'],
    ['callee/'],
    ['callback/'],
    ['error-forms/'],
    ['host/'],
    ['async-host/'],
    ['plan/function-outcome.ts'],
    ['conversion/'],
    ['plan/'],
    ['names/'],
    ['render/'],
    ['straight/'],
    ['verify/'],
    ['pipeline.ts', 'findings/'],
    ['index.ts'],
  ],
  'project-files': [
    ['left-out.ts', 'parse-file.ts', 'project-facts.ts', 'read-text-file.ts', 'real-path.ts', 'resolve-file.ts'],
    ['summarize-text.ts'],
    ['imported-functions.ts'],
    ['index.ts'],
  ],
  'eslint-plugin': [
    ['create-rule.ts', 'error-parameter.ts', 'error-receiver.ts', 'fix.ts', 'return-statement.ts', 'traversed-nodes.ts'],
    ['file-scopes.ts'],
    ['analysis.ts', 'guard.ts'],
    ['suggest-rewrite.ts'],
    ['rules/'],
    ['index.ts'],
  ],
  codemod: [
    ['config-files.ts', 'file-error.ts', 'package-folder.ts', 'project-notes.ts', 'text-file.ts', 'version.ts', 'with-parser.ts'],
    ['parse-once.ts'],
    ['file-report.ts', 'report-sites.ts', 'report-rules.ts', 'migrate.ts'],
    // The words that a flag, a report and a list of functions share
    ['command-line/flags.ts', 'formats/format-names.ts', 'functions/identify.ts', 'output/function-words.ts', 'output/refusal-words.ts'],
    ['select/'],
    ['undo/', 'config/'],
    ['formatter/'],
    ['cache/'],
    ['command-line/', 'formats/'],
    ['output/'],
    ['report/'],
    ['project/'],
    ['process/'],
    ['functions/'],
    ['doctor/', 'explain/', 'init/', 'interactive/'],
    ['commands/'],
    ['mcp/', 'jscodeshift/'],
    ['cli.ts', 'index.ts', 'transform.ts'],
  ],
};

/** Folders beside the layers, with all that they may import of their package. Only `index.ts` and other packages may import them. */
const asides = {
  detector: { 'parse/': ['syntax/', 'scope/', 'source/', 'vocabulary/'] },
  rewriter: { 'settings/': ['refusals.ts', 'plan/types.ts'] },
};

/** These run in a browser, too: nothing in their `src` may import a module of Node. */
const withoutNode = ['detector', 'project', 'rewriter'];

/** Imports by path from a test into another package, each with its reason. */
const byPath = [
  // Helpers of tests, which no package publishes
  { from: 'rewriter/(?:src/.*[.]test|test/.*[.]test|test/plan/survey-text)[.]ts', to: 'detector/test/nodes[.]ts' },
  { from: 'project/test/(?:check-project|write-instances|write-project)[.]ts', to: 'rewriter/test/(?:fuzz|whole-functions)/' },
  { from: 'project/test/fuzz-projects[.]js', to: 'rewriter/test/run-jobs[.]js' },
  { from: 'eslint-plugin/test/parity[.]test[.]ts', to: 'rewriter/test/fuzz/' },
  { from: 'eslint-plugin/test/(?:corpus-parity|project)[.]test[.]ts', to: 'codemod/test/run-cli[.]ts' },
];

/** The corpus is not published: it has no name to be imported by. */
const corpus = '^packages/benchmark/corpus[.]js$';

/** Circles that are allowed. */
const circles = [
  // The grammar of the generated programs: a statement contains statements.
  '^packages/rewriter/test/fuzz/',
  // The recorder and its special calls
  '^packages/rewriter/test/harness/(?:recorder|special-calls)[.]ts$',
];

const escape = (path) => path.replaceAll('.', '[.]');
const end = (path) => (path.endsWith('/') ? '' : '$');

/** The pattern of a folder or file: without the files in it that are on a line of their own. */
function patternOf(entry, entries) {
  const own = entries.filter((other) => other !== entry && other.startsWith(entry)).map((other) => `${escape(other.slice(entry.length))}$`);
  return `${escape(entry)}${own.length > 0 ? `(?!${own.join('|')})` : ''}${end(entry)}`;
}

/** The pattern of several folders and files of a package. */
function pathOf(name, list) {
  const entries = [...layers[name].flat(), ...Object.keys(asides[name] ?? {})];
  return `^packages/${name}/src/(?:${list.map((entry) => patternOf(entry, entries)).join('|')})`;
}

const ofTests = '[.]test[.]ts$';

const upward = Object.entries(layers).flatMap(([name, lines]) =>
  lines.slice(0, -1).map((line, i) => ({
    name: `${name}: ${line.join(' ')} imports upward`,
    severity: 'error',
    from: { path: pathOf(name, line), pathNot: ofTests },
    to: { path: pathOf(name, lines.slice(i + 1).flat()) },
  })),
);

const beside = Object.entries(asides).flatMap(([name, folders]) =>
  Object.entries(folders).flatMap(([folder, used]) => [
    {
      name: `${name}: ${folder} imports only ${used.join(' ')}`,
      severity: 'error',
      from: { path: pathOf(name, [folder]), pathNot: ofTests },
      to: { path: `^packages/${name}/src/`, pathNot: pathOf(name, [folder, ...used]) },
    },
    {
      name: `${name}: ${folder} is imported by index.ts only`,
      severity: 'error',
      from: { path: `^packages/${name}/src/`, pathNot: [ofTests, pathOf(name, [folder, 'index.ts'])] },
      to: { path: pathOf(name, [folder]) },
    },
  ]),
);

/** What is on no line: a new folder, which has to get its place in the list. */
const unlisted = Object.entries(layers).flatMap(([name, lines]) => {
  const listed = pathOf(name, [...lines.flat(), ...Object.keys(asides[name] ?? {})]);
  const other = { path: `^packages/${name}/src/`, pathNot: [listed, ofTests] };
  const comment = 'A new folder or file gets its place among the layers in .dependency-cruiser.cjs.';
  return [
    { name: `${name}: not among the layers`, comment, severity: 'error', from: other, to: {} },
    { name: `${name}: imports what is not among the layers`, comment, severity: 'error', from: {}, to: other },
  ];
});

module.exports = {
  forbidden: [
    {
      name: 'no circles',
      severity: 'error',
      from: { path: '^packages/', pathNot: circles },
      to: { circular: true },
    },
    ...upward,
    ...beside,
    ...unlisted,
    ...withoutNode.map((name) => ({
      name: `${name}: no module of Node`,
      severity: 'error',
      from: { path: `^packages/${name}/src/`, pathNot: ofTests },
      to: { dependencyTypes: ['core'] },
    })),
    {
      name: 'another package by its name',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: byPath.map(({ from }) => `^packages/${from}$`) },
      to: { path: '^packages/', pathNot: ['^packages/$1/', corpus], dependencyTypes: ['local'] },
    },
    ...byPath.map(({ from, to }) => ({
      name: `another package by its name, but for ${to}`,
      severity: 'error',
      from: { path: `^packages/${from}$` },
      to: { path: '^packages/', pathNot: [`^packages/${from.slice(0, from.indexOf('/'))}/`, `^packages/${to}`, corpus], dependencyTypes: ['local'] },
    })),
    {
      name: 'eslint-plugin: not the codemod',
      severity: 'error',
      from: { path: '^packages/eslint-plugin/src/' },
      to: { path: '^packages/codemod/|^uncallback$|/node_modules/uncallback/' },
    },
    {
      name: 'codemod: not the plugin',
      severity: 'error',
      from: { path: '^packages/codemod/src/' },
      to: { path: '^packages/eslint-plugin/|^eslint-plugin-uncallback$|/node_modules/eslint-plugin-uncallback/' },
    },
  ],
  options: {
    exclude: '/tmp/',
    doNotFollow: { path: '(?:^|/)node_modules/|^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
  },
};
