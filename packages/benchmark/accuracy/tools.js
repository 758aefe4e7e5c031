import { realpathSync } from 'node:fs';

import { detectCallbacks } from '@uncallback/detector';
import { importedFunctionsOf } from '@uncallback/project-files/imported-functions';
import { Linter } from 'eslint';
import n from 'eslint-plugin-n';
import promise from 'eslint-plugin-promise';
import uncallback from 'eslint-plugin-uncallback';

import { lintWithOxlint } from './oxlint.js';

/**
 * uncallback as a measured tool. Each function takes the labelled files and returns the labels that the tool reports:
 * `detection` those of error-first callbacks, `unchecked` those whose error is not handled on every
 * path, by the configuration `strict`; `recommended` those that the configuration of this name reports.
 */
export const ours = {
  name: 'uncallback',
  detection: (files) => files.flatMap((file) => detect(file)),
  unchecked: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error', { ignored: 'report' }), isHeadOrCallee),
  recommended: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error'), isHeadOrCallee),
};

/** As `ours`, with the setting `project: true`: the files that a labelled file imports are read, too. */
export const oursWithProject = {
  name: 'uncallback, `project: true`',
  detection: (files) => files.flatMap((file) => detect(file, importedFunctionsOf(realpathSync(file.file), file.source))),
  unchecked: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error', { ignored: 'report' }, { project: true }), isHeadOrCallee),
  recommended: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error', {}, { project: true }), isHeadOrCallee),
};

/** The tools of others that uncallback is compared with, in the form of `ours`. */
export const peers = [
  {
    name: '`promise/prefer-await-to-callbacks`',
    detection: (files) => matchLabels(files, lint('promise', promise, 'prefer-await-to-callbacks'), isStart),
  },
  {
    name: '`n/handle-callback-err`',
    unchecked: (files) => matchLabels(files, lint('n', n, 'handle-callback-err'), isHeadOrCallee),
  },
  {
    name: '`n/handle-callback-err`, told of more names',
    unchecked: (files) =>
      matchLabels(files, lint('n', n, 'handle-callback-err', '^(e|er|err|error|.+Err(or)?)$'), isHeadOrCallee),
  },
  {
    name: "oxlint's versions of both",
    detection: (files) => matchLabels(files, lintWithOxlint(files, 'promise', 'prefer-await-to-callbacks'), isStart),
    unchecked: (files) => matchLabels(files, lintWithOxlint(files, 'node', 'handle-callback-err'), isHeadOrCallee),
  },
];

function detect({ source, labels }, imported = {}) {
  const sites = detectCallbacks(source, { imported }).filter((site) => site.kind === 'error-first');
  const callbacks = new Set(sites.map((site) => site.callback));
  return labels.filter((label) => callbacks.has(label.node));
}

/** Returns a function from a file to the reports of one rule, run by ESLint; lines and columns count from 1. */
function lint(namespace, plugin, rule, option, settings = {}) {
  const linter = new Linter({ cwd: '/' });
  const configOf = (sourceType) => ({
    files: ['**/*.js'],
    languageOptions: { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Comments of the files' authors must not disable the rule.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { [namespace]: plugin },
    rules: { [`${namespace}/${rule}`]: ['error', ...(option === undefined ? [] : [option])] },
    settings: { uncallback: settings },
  });
  return ({ path, file, text, source }) => {
    const config = configOf(source.ast.sourceType === 'module' ? 'module' : 'commonjs');
    const filename = settings.project ? realpathSync(file) : path.replace(/^.*\//, '');
    const messages = linter.verify(text, [{ ignores: ['!**/node_modules/'] }, config], { filename });
    const failure = messages.find((message) => message.fatal);
    if (failure) throw new Error(`${path}: ${failure.message}`);
    return messages;
  };
}

/** The labels that a report in their file is about. */
function matchLabels(files, placesOf, isAbout) {
  return files.flatMap((file) => {
    const places = placesOf(file);
    return file.labels.filter((label) => places.some((place) => isAbout(place, label, file.positions)));
  });
}

/** Whether a report that a function is a callback is about a label: it must be at the start of the function. */
function isStart(place, { node }, positions) {
  return isSame(place, positions.at(node.range[0]));
}

/** Whether a report of an error is about a label: it must be in the function's head, or at the callee if there is no parameter. */
function isHeadOrCallee(place, { node, call }, positions) {
  const start = positions.at(node.range[0]);
  const end = positions.at(node.body.range[0]);
  const isBehindStart = place.line > start.line || (place.line === start.line && place.column >= start.column);
  const isBeforeEnd = place.line < end.line || (place.line === end.line && place.column < end.column);
  if (isBehindStart && isBeforeEnd) return true;
  const { callee } = call;
  const named = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
  return node.params.length === 0 && isSame(place, positions.at(named.range[0]));
}

function isSame(place, { line, column }) {
  return place.line === line && place.column === column;
}
