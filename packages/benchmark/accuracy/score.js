const subjects = {
  detection: (label) => label.kind === 'error-first',
  unchecked: (label) => label.handling === 'partial' || label.handling === 'unchecked',
};

/**
 * What a tool reports, against the labels.
 *
 * @returns for each subject that the tool has: `precision` (of what it reports, how much is right), `recall` (of what it
 *   should report, how much it does), and the labels on which it is wrong
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

/** The table of the README. */
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
