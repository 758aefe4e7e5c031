import { detectCallbacks } from '@uncallback/detector';
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
  detection: (files) => files.flatMap(detect),
  unchecked: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error', { ignored: 'report' }), isHeadOrCallee),
  recommended: (files) => matchLabels(files, lint('uncallback', uncallback, 'no-unchecked-error'), isHeadOrCallee),
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

function detect({ source, labels }) {
  const sites = detectCallbacks(source).filter((site) => site.kind === 'error-first');
  const callbacks = new Set(sites.map((site) => site.callback));
  return labels.filter((label) => callbacks.has(label.node));
}

/** Returns a function from a file to the reports of one rule, run by ESLint; lines and columns count from 1. */
function lint(namespace, plugin, rule, ...options) {
  const linter = new Linter();
  const configOf = (sourceType) => ({
    files: ['**/*.js'],
    languageOptions: { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Comments of the files' authors must not disable the rule.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { [namespace]: plugin },
    rules: { [`${namespace}/${rule}`]: ['error', ...options] },
  });
  return ({ path, text, source }) => {
    const config = configOf(source.ast.sourceType === 'module' ? 'module' : 'commonjs');
    const messages = linter.verify(text, config, { filename: path.replace(/^.*\//, '') });
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
