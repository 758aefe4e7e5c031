/** The two measured subjects, with the labels that a tool should report. */
const subjects = {
  detection: (label) => label.kind === 'error-first',
  unchecked: (label) => label.handling === 'partial' || label.handling === 'unchecked',
};

/**
 * Compares the reports of a tool with the labels.
 *
 * @returns for each subject the `precision` (how much of what it reports is right), the `recall` (how much of what it should
 *   report it does report), and the labels on which it is wrong; null for a subject that the tool does not have
 */
export function score(tool, files) {
  const labels = files.flatMap((file) => file.labels);
  return Object.entries(subjects).map(([subject, isMeant]) => {
    if (!tool[subject]) return null;
    const reported = new Set(tool[subject](files));
    const meant = new Set(labels.filter(isMeant));
    const found = [...meant].filter((label) => reported.has(label)).length;
    return {
      subject,
      precision: { found, of: reported.size },
      recall: { found, of: meant.size },
      accused: [...reported].filter((label) => !meant.has(label)),
      missed: [...meant].filter((label) => !reported.has(label)),
    };
  });
}

/**
 * How many reports of a tool's recommended configuration a maintainer would want, by the labels.
 *
 * @returns null for a tool without such a configuration
 */
export function scoreWorth(tool, files) {
  if (!tool.recommended) return null;
  const reported = new Set(tool.recommended(files));
  return { found: [...reported].filter(({ worth }) => worth).length, of: reported.size };
}

/** The share that a count is, from 0 to 1. */
export function shareOf({ found, of }) {
  return found / of;
}

/** The 95 % interval of a share, by Wilson's score (https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval). */
export function intervalOf({ found, of }) {
  const z = 1.96;
  const share = found / of;
  const center = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [center - half, center + half];
}

/** Renders the table of the README. */
export function renderTable(scores) {
  const rows = [...scores].map(([name, ofSubjects]) => `| ${name} | ${ofSubjects.map(renderCells).join(' | ')} |\n`);
  return `${header}${rows.join('')}`;
}

const header = `
| | error-first callbacks: precision | recall | errors that are not handled: precision | recall |
| :-- | --: | --: | --: | --: |
`;

function renderCells(ofSubject) {
  return ofSubject ? `${renderShare(ofSubject.precision)} | ${renderShare(ofSubject.recall)}` : ' | ';
}

/** Renders a share with its interval: `90.0 % (85 to 94)`. */
export function renderShare(count) {
  const [low, high] = intervalOf(count).map((bound) => (100 * bound).toFixed(0));
  return `${(100 * shareOf(count)).toFixed(1)} % (${low} to ${high})`;
}
