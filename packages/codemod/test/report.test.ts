import { Window } from 'happy-dom';
import { describe, expect, it, onTestFinished } from 'vitest';

import { nested, refused, unchecked, unparsable, withoutCallbacks } from './programs.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const hostile = `${refused}// </script><script>document.title = 'taken over'</script>\n`.replace("'sleep 1'", "'</script>'");
const files = { 'src/a.js': nested, 'src/b c.js': hostile, 'lib/c.js': unchecked, 'lib/d.js': unparsable, 'e.js': withoutCallbacks };

/** Runs the command line with `--report` and opens the page in a simulated browser. */
function open(folder: string, ...args: string[]) {
  const result = runCli(['--quiet', '--report', 'out.html', ...args, '.'], folder);
  const html = read(folder, 'out.html');
  const window = new Window({ settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } });
  onTestFinished(() => window.happyDOM.close());
  window.document.write(html);
  const text = (selector: string) => [...window.document.querySelectorAll(selector)].map((each) => each.textContent.replace(/\s+/g, ' ').trim());
  const set = (id: string, value: string) => {
    (window.document.getElementById(id) as unknown as { value: string }).value = value;
    window.document.getElementById('filters')!.dispatchEvent(new window.Event('input'));
  };
  const expand = (path: string) => {
    const details = [...window.document.querySelectorAll('details')].find((each) => each.querySelector('code')?.textContent === path);
    details!.dispatchEvent(new window.Event('toggle'));
    return details!;
  };
  return { result, html, window, document: window.document, text, set, expand };
}

describe('--report', () => {
  it('lists the functions with --functions', () => {
    const load = "const fs = require('fs');\nfunction load(name, cb) {\n  fs.readFile(name, (err, text) => {\n    if (err) return cb(err);\n    cb(null, text.length);\n  });\n}\nexports.load = load;\nexports.each = (names, onName, cb) => names.forEach((name) => onName(name, cb));\n";
    const { result, text } = open(createFolder({ 'a.js': load }), '--functions');
    expect(result).toMatchObject({ status: 1, stdout: '' });
    expect(text('#functions-count')).toEqual(['2 functions with a callback: 0 converted, 1 with a callback form for others, 1 kept.']);
    expect(text('#functions-table tbody tr')).toEqual([
      'a.js:2loadcallback form for othersno callno file of this run calls it',
      'a.js:9eachkeeps its callbackno callit takes or calls several callbacks',
    ]);
  });

  it('writes a page with the totals, folders, nesting and reasons of the run', () => {
    const { result, text } = open(createFolder(files));
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(text('#lead')).toEqual(['4 error-first callbacks in 5 files; 3 can be rewritten.']);
    expect(text('#totals dd')).toEqual(['5', '4', '3', '1', '1', '1']);
    expect(text('#folders tr')).toEqual(['src/2 · 12 can be rewritten, 1 refused', 'lib/1 · 01 can be rewritten, 0 refused']);
    expect(text('#nesting tr')).toEqual(['not nested2 · 12 can be rewritten, 1 refused', '2 deep1 · 01 can be rewritten, 0 refused']);
    expect(text('#reasons li')).toEqual([expect.stringMatching(/^1 × result-used ?the value/)]);
    expect(text('#files summary')).toEqual(['lib/c.js1 can be rewritten', 'lib/d.jserror', 'src/a.js2 can be rewritten', 'src/b c.js1 refused']);
  });

  it('loads nothing else, and is not changed by markup in the sources', () => {
    const { html, document, expand } = open(createFolder(files));
    expect(html).not.toMatch(/<(?:link|img|iframe)\b|\bsrc=|@import|url\(|https?:/);
    expect(document.title).toMatch(/^uncallback-\w+: uncallback report$/);
    expect(expand('src/b c.js').querySelector('.site pre')?.textContent).toContain("exec('</script>'");
  });

  it('filters by text, kind, reason and folder', () => {
    const { document, text, set } = open(createFolder(files));
    const found = () => text('#count')[0];
    set('query', 'FS.WriteFile');
    expect([found(), text('#files summary code')]).toEqual(['2 callbacks in 1 file', ['src/a.js']]);
    set('query', '');
    set('show', 'unchecked');
    expect([found(), text('#files summary code')]).toEqual(['1 callback in 1 file', ['lib/c.js']]);
    set('show', 'error');
    expect(text('#files summary code')).toEqual(['lib/d.js']);
    set('show', '');
    set('folder', 'src');
    expect(found()).toBe('3 callbacks in 2 files');
    set('folder', '');
    (document.querySelector('#reasons button') as unknown as { click(): void }).click();
    expect([found(), text('#files summary code')]).toEqual(['1 callback in 1 file', ['src/b c.js']]);
  });

  it('says of which project it is, of which day and in which form', () => {
    const folder = createFolder({ 'package.json': '{ "name": "shop" }', 'a.js': nested });
    const day = new Date().toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
    const { text, document } = open(folder, '--idiomatic');
    expect(text('#run')).toEqual([`shop · ${day} · idiomatic form`]);
    expect(document.title).toBe('shop: uncallback report');
  });

  it('has its filters in the address, so that a link shows the same files', async () => {
    const folder = createFolder(files);
    const { window, set, text } = open(folder);
    set('show', 'refuse');
    set('query', 'b c');
    expect(window.location.hash).toBe('#query=b+c&show=refuse');
    window.location.hash = '#folder=lib&reason=none-such';
    window.dispatchEvent(new window.Event('hashchange'));
    expect(text('#files summary code')).toEqual(['lib/c.js', 'lib/d.js']);
  });

  it('shows a file with the lines of its refusals, and its diff side by side', () => {
    const folder = createFolder(files);
    const { expand } = open(folder);
    const link = expand('src/b c.js').querySelector('.site a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual(['src/b%20c.js#L3', 'src/b c.js:3:33']);
    const rows = [...expand('src/a.js').querySelectorAll('.diff tr')];
    const side = (name: string) => rows.map((row) => row.querySelector(`.${name}:not(.empty)`)?.textContent).filter((line) => line !== undefined);
    expect(`${side('was').join('\n')}\n`).toBe(nested);
    runCli(['--write', '--force', 'src/a.js'], folder);
    expect(`${side('is').join('\n')}\n`).toBe(read(folder, 'src/a.js'));
  });

  it('shows what a write has rewritten, with the diffs', () => {
    const { expand, text } = open(createFolder({ 'a.js': nested, 'b.js': refused }), '--write');
    expect(text('#lead')).toEqual(['2 callbacks of 3 in 2 files rewritten, 1 left.']);
    expect(expand('a.js').querySelectorAll('.diff tr').length).toBeGreaterThan(5);
  });

  it('prints an error if the page cannot be written', () => {
    const { status, stderr } = runCli(['--scan', '--quiet', '--report', 'no/such/out.html', '.'], createFolder({ 'a.js': nested }));
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'uncallback: no/such/out.html: no such file or directory\n' });
  });
});
