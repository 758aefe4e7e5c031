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
      precision: found / reported.size,
      recall: found / meant.size,
      accused: [...reported].filter((label) => !meant.has(label)),
      missed: [...meant].filter((label) => !reported.has(label)),
    };
  });
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

function renderShare(share) {
  return `${(100 * share).toFixed(1)} %`;
}
