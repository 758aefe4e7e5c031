import { renderMermaidSVG } from 'beautiful-mermaid';
import type { MarkdownRenderer } from 'vitepress';

/** Renders the `mermaid` blocks of pages when the site is built, so that a reader needs no JavaScript for them. */
export function drawDiagrams(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index]!;
    if (info.trim() !== 'mermaid') return fence!(tokens, index, options, env, self);
    return `<div class="diagram" tabindex="0" role="img" aria-label="Diagram: ${md.utils.escapeHtml(describe(content))}" v-pre>${render(content)}</div>\n`;
  };
}

const rendered = new Map<string, string>();

function render(content: string): string {
  let svg = rendered.get(content);
  if (svg === undefined) rendered.set(content, (svg = draw(content)));
  return svg;
}

/** The width of the text column. A diagram that is wider would have to be scrolled, so it is drawn from top to bottom instead. */
const columnWidth = 688;

function draw(content: string): string {
  // The renderer ends a label at the first bracket, even in quotes: `sites["CallbackSite[]"]`.
  const source = content.replace(/"[^"\n]*"/g, (label) => label.replaceAll('[', '\u2045').replaceAll(']', '\u2046'));
  const wide = renderMermaidSVG(source);
  const width = Number(/ width="([\d.]+)"/.exec(wide)?.[1]);
  const fitting = (width > columnWidth ? renderMermaidSVG(source.replace(/^(flowchart|graph) (?:LR|RL)/, '$1 TB')) : wide).replaceAll('\u2045', '[').replaceAll('\u2046', ']');
  // The colours are in the style sheet of the site, since a component cannot have a `style` element; so are the fonts, which are those of
  // the system and not loaded from elsewhere.
  return fitting.replace(/<style>[^]*?<\/style>/, '').replace(/ style="--bg[^"]*"/, '').replace(/\n\s*/g, ' ');
}

/** The edges of a diagram as words: `text to Source, Source to prefilter`. */
function describe(content: string): string {
  const names = new Map(Array.from(content.matchAll(/(\w+)\["?([^"\]]+)"?\]/g), ([, id, label]) => [id!, label!]));
  const edges = Array.from(content.matchAll(/([\w-]*\w)(?:\["?[^"\]]*"?\])?\s*(?:-->|-\.->|---)(?:\|[^|]*\|)?\s*([\w-]*\w)/g));
  return edges.map(([, from, to]) => `${names.get(from!) ?? from} to ${names.get(to!) ?? to}`).join(', ');
}
