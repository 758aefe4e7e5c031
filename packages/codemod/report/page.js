(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const filesAtOnce = 100;
  const isWritten = data.mode === 'write';
  const rewriteWord = isWritten ? 'rewritten' : 'can be rewritten';
  const byId = (id) => document.getElementById(id);

  /** Makes an element; text children are set as text, never as markup. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  const folderOf = (path) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
  const plural = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const tally = (items, key) => items.reduce((counts, item) => counts.set(key(item), (counts.get(key(item)) ?? 0) + 1), new Map());

  const sites = data.files.flatMap((file) => file.sites.map((site) => ({ ...site, file })));
  const rewritten = sites.filter(({ plan }) => plan === 'rewrite');
  const refused = sites.filter(({ plan }) => plan === 'refuse');

  // What a search looks in, made once.
  for (const file of data.files) {
    const texts = file.sites.map(({ api, excerpt }) => `${api ?? ''}\n${excerpt}`);
    file.haystack = [file.path, ...texts, file.patch ?? ''].join('\n').toLowerCase();
    file.folder = folderOf(file.path);
  }

  function showTotals() {
    const { summary } = data;
    const unchecked = sites.filter(({ handling }) => handling === 'unchecked').length;
    byId('lead').textContent = isWritten
      ? `${plural(rewritten.length, 'callback')} of ${sites.length} in ${plural(summary.files, 'file')} rewritten, ${refused.length} left.`
      : `${plural(sites.length, 'error-first callback')} in ${plural(summary.files, 'file')}; ${rewritten.length} can be rewritten.`;
    const day = new Date(data.date).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
    byId('run').textContent = [data.project, day, data.tier].join(' · ');
    document.title = `${data.project}: uncallback report`;
    byId('rewrite-word').textContent = rewriteWord;
    const totals = { files: summary.files, 'error-first callbacks': sites.length, [rewriteWord]: rewritten.length, refused: refused.length, 'errors nobody checks': unchecked, 'files with an error': summary.errors };
    byId('totals').append(...Object.entries(totals).map(([name, number]) => make('div', {}, make('dt', {}, name), make('dd', {}, number.toLocaleString('en')))));
  }

  function makeBars(label, rows) {
    const most = Math.max(1, ...rows.map(({ rewrite, refuse }) => rewrite + refuse));
    const part = (name, number) => (number === 0 ? null : make('span', { class: name, style: `width: ${(100 * number) / most}%` }));
    const makeRow = ({ head, rewrite, refuse }) => make('tr', {},
      make('th', { scope: 'row' }, head),
      make('td', { 'aria-hidden': 'true' }, make('div', { class: 'bar' }, part('rewrite', rewrite), part('refuse', refuse))),
      make('td', {}, make('span', { 'aria-hidden': 'true' }, `${rewrite} · ${refuse}`), make('span', { class: 'hidden' }, `${rewrite} ${rewriteWord}, ${refuse} refused`)));
    return make('table', { class: 'bars', 'aria-label': label }, make('tbody', {}, ...rows.map(makeRow)));
  }

  const countPlans = (group) => ({
    rewrite: group.filter(({ plan }) => plan === 'rewrite').length,
    refuse: group.filter(({ plan }) => plan === 'refuse').length,
  });

  function groupBy(items, key) {
    const groups = new Map();
    for (const item of items) {
      const group = groups.get(key(item));
      if (group) group.push(item);
      else groups.set(key(item), [item]);
    }
    return groups;
  }

  function showFolders() {
    const rows = [...groupBy(sites, ({ file }) => file.folder)]
      .sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))
      .map(([folder, group]) => ({ ...countPlans(group), head: makeFilterLink('folder', folder, `${folder}/`) }));
    const shown = 12;
    const place = byId('folders');
    place.append(makeBars('Callbacks by folder', rows.slice(0, shown)));
    if (rows.length <= shown) return;
    const all = () => place.replaceChildren(makeBars('Callbacks by folder', rows));
    place.append(make('button', { type: 'button', class: 'link', onclick: all }, `and ${plural(rows.length - shown, 'folder')} more`));
  }

  function showNesting() {
    const rows = [...groupBy(sites, ({ depth }) => depth)]
      .sort(([a], [b]) => a - b)
      .map(([depth, group]) => ({ ...countPlans(group), head: depth === 1 ? 'not nested' : `${depth} deep` }));
    byId('nesting').append(makeBars('Callbacks by depth', rows));
  }

  function showReasons() {
    const counts = [...tally(refused, ({ reason }) => reason)].sort(([, m], [, n]) => n - m);
    const list = counts.map(([reason, number]) => {
      const { sentence, hint } = data.reasons[reason];
      return make('li', {}, `${number} × `, makeFilterLink('reason', reason, reason), make('div', {}, sentence), make('div', { class: 'hint' }, hint));
    });
    byId('reasons').append(list.length > 0 ? make('ol', {}, ...list) : make('p', {}, 'None is refused.'));
  }

  const functionForms = { converted: 'loses its callback', edge: 'callback form for others', kept: 'keeps its callback' };

  function showFunctions(limit = 30) {
    const all = data.files.flatMap((file) => file.functions.map((fn) => ({ ...fn, file })));
    byId('functions').hidden = all.length === 0;
    if (all.length === 0) return;
    const count = (form) => all.filter((fn) => fn.form === form).length;
    byId('functions-count').textContent = `${plural(all.length, 'function')} with a callback: ${count('converted')} converted, ${count('edge')} with a callback form for others, ${count('kept')} kept.`;
    const order = Object.keys(functionForms);
    all.sort((a, b) => order.indexOf(a.form) - order.indexOf(b.form) || b.users.calls - a.users.calls);
    const rows = all.slice(0, limit).map(({ file, line, name, form, asyncName, users, why }) =>
      make('tr', {}, make('td', {}, make('code', {}, `${file.path}:${line}`)), make('td', {}, make('code', {}, name ?? '(no name)')), make('td', {}, functionForms[form] + (asyncName === null ? '' : `, async as ${asyncName}`)),
        make('td', {}, users.calls === 0 ? 'no call' : `${plural(users.calls, 'call')} in ${plural(users.files, 'file')}`), make('td', {}, why ?? '')));
    const head = make('tr', {}, ...['Place', 'Name', 'Form', 'Called', 'Why'].map((text) => make('th', { scope: 'col' }, text)));
    const more = all.length > limit ? make('button', { type: 'button', class: 'link', onclick: () => showFunctions(all.length) }, `and ${plural(all.length - limit, 'function')} more`) : null;
    byId('functions-table').replaceChildren(make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)), ...(more ? [more] : []));
  }

  /** A button that filters the files, and goes there. */
  function makeFilterLink(filter, value, text) {
    const go = () => {
      byId(filter).value = value;
      keepFilters();
      showFiles();
      byId('files-title').scrollIntoView();
      byId('files').focus({ preventScroll: true });
    };
    return make('button', { type: 'button', class: 'link', onclick: go }, text);
  }

  function fillFilters() {
    const fill = (id, options) => byId(id).append(...options.map(([value, text]) => make('option', { value }, text)));
    fill('show', [['', 'everything'], ['rewrite', rewriteWord], ['refuse', 'refused'], ['unchecked', 'errors nobody checks'], ['error', 'files with an error']]);
    fill('reason', [['', 'any'], ...[...tally(refused, ({ reason }) => reason).keys()].sort().map((reason) => [reason, reason])]);
    fill('folder', [['', 'any'], ...[...new Set(data.files.map(({ folder }) => folder))].sort().map((folder) => [folder, `${folder}/`])]);
  }

  const filterNames = ['query', 'show', 'reason', 'folder'];

  /** Puts the filters into the address, so that a link shows the same files. */
  function keepFilters() {
    const parts = filterNames.filter((name) => byId(name).value !== '').map((name) => [name, byId(name).value]);
    // Not by `location.hash`, which would scroll to the top for an empty one, and fill the history.
    history.replaceState(null, '', `#${new URLSearchParams(parts)}`);
  }

  /** Takes the filters from the address. A value that the page does not have is no filter. */
  function readFilters() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const name of filterNames) {
      const element = byId(name);
      const value = wanted.get(name) ?? '';
      element.value = element.options && ![...element.options].some((option) => option.value === value) ? '' : value;
    }
  }

  function isShown(site, { show, reason }) {
    if (reason !== '' && site.reason !== reason) return false;
    return show === '' || (show === 'unchecked' ? site.handling === 'unchecked' : site.plan === show);
  }

  function showFiles(limit = filesAtOnce) {
    const filters = { query: byId('query').value.trim().toLowerCase(), show: byId('show').value, reason: byId('reason').value };
    const folder = byId('folder').value;
    const isNarrowed = filters.show !== '' || filters.reason !== '';
    const matches = data.files.flatMap((file) => {
      if ((folder !== '' && file.folder !== folder) || !file.haystack.includes(filters.query)) return [];
      if (filters.show === 'error') return file.error === null ? [] : [{ file, found: [] }];
      const found = file.sites.filter((site) => isShown(site, filters));
      return found.length > 0 || (!isNarrowed && file.error !== null) ? [{ file, found }] : [];
    });
    const number = matches.reduce((sum, { found }) => sum + found.length, 0);
    byId('count').textContent = `${plural(number, 'callback')} in ${plural(matches.length, 'file')}`;
    byId('files').replaceChildren(...matches.slice(0, limit).map(makeFile));
    byId('more').hidden = matches.length <= limit;
    byId('more').onclick = () => showFiles(limit + filesAtOnce);
  }

  function makeFile({ file, found }) {
    const { rewrite, refuse } = countPlans(found);
    const parts = [file.error && 'error', rewrite > 0 && `${rewrite} ${rewriteWord}`, refuse > 0 && `${refuse} refused`].filter(Boolean);
    const details = make('details', {}, make('summary', {}, make('code', {}, file.path), make('span', { class: 'tally' }, parts.join(', '))));
    // A closed file costs a line; what is in it is made when it is opened.
    details.addEventListener('toggle', () => details.append(makeBody(file, found)), { once: true });
    return details;
  }

  function makeBody(file, found) {
    const body = make('div', { class: 'body' });
    if (file.error) body.append(make('p', { class: 'error' }, file.error));
    const listed = found.filter(({ plan, handling }) => plan === 'refuse' || handling === 'unchecked' || !file.patch);
    body.append(...listed.map((site) => makeSite(file, site)));
    if (file.patch && found.some(({ plan }) => plan === 'rewrite')) body.append(makeDiff(file));
    return body;
  }

  function makeSite(file, { line, column, api, depth, handling, plan, reason, excerpt }) {
    const link = make('a', { href: `${file.href}#L${line}` }, `${file.path}:${line}:${column}`);
    const tags = [
      plan === 'refuse' ? make('span', { class: 'tag is-refuse' }, reason) : make('span', { class: 'tag is-rewrite' }, rewriteWord),
      handling === 'unchecked' ? make('span', { class: 'tag is-danger' }, 'error never checked') : null,
    ];
    const head = make('div', {}, link, ' ', api === null ? '' : make('code', {}, api), depth > 1 ? ` ${depth} deep ` : ' ', ...tags);
    const why = reason === null ? null : make('div', { class: 'hint' }, `${data.reasons[reason].sentence}. ${data.reasons[reason].hint}`);
    return make('div', { class: 'site' }, head, why, make('pre', { tabindex: '0' }, excerpt));
  }

  /** The unified diff as pairs of lines: what was, and what is. */
  function pairLines(patch) {
    const rows = [];
    let was = 0, is = 0, removed = [], added = [];
    // Where the sides stand one above the other, what was removed goes in front as a whole.
    const isNarrow = matchMedia('(max-width: 48rem)').matches;
    const flush = () => {
      if (isNarrow) rows.push(...removed.map((side) => ({ was: side, isChanged: true })), ...added.map((side) => ({ is: side, isChanged: true })));
      else for (let index = 0; index < Math.max(removed.length, added.length); index += 1) rows.push({ was: removed[index], is: added[index], isChanged: true });
      removed = [];
      added = [];
    };
    for (const line of patch.split('\n').slice(2)) {
      const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
      const text = line.slice(1);
      if (hunk) {
        flush();
        [was, is] = [Number(hunk[1]), Number(hunk[2])];
        if (was > 1) rows.push(null);
      } else if (line.startsWith('-')) removed.push({ number: was++, text });
      else if (line.startsWith('+')) added.push({ number: is++, text });
      else if (line.startsWith(' ')) {
        flush();
        rows.push({ was: { number: was++, text }, is: { number: is++, text }, isChanged: false });
      }
    }
    flush();
    return rows;
  }

  function makeDiff(file) {
    const cells = (name, side, isChanged) => [
      make('td', { class: 'number' }, side ? String(side.number) : ''),
      make('td', { class: `${name}${side ? '' : ' empty'}${side && isChanged ? ' changed' : ''}` }, side?.text ?? ''),
    ];
    const rows = pairLines(file.patch).map((row) => row === null
      ? make('tr', { class: 'gap' }, make('td', { colspan: '4' }, '⋯'))
      : make('tr', { class: row.isChanged ? '' : 'context' }, ...cells('was', row.was, row.isChanged), ...cells('is', row.is, row.isChanged)));
    const columns = ['number', '', 'number', ''].map((name) => make('col', { class: name }));
    return make('table', { class: 'diff' },
      make('caption', {}, isWritten ? 'Before and after' : 'Now, and rewritten'),
      make('colgroup', {}, ...columns), make('tbody', {}, ...rows));
  }

  showTotals();
  showFolders();
  showNesting();
  showReasons();
  showFunctions();
  fillFilters();
  readFilters();
  showFiles();
  addEventListener('hashchange', () => {
    readFilters();
    showFiles();
  });
  const filter = () => {
    keepFilters();
    showFiles();
  };
  byId('filters').addEventListener('input', filter);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', () => setTimeout(filter));
})();
