// The packages that the accuracy of the linter is measured on are only read, so their own dependencies are not installed.
const draws = require('./packages/benchmark/accuracy/draws.json');
const { devDependencies } = require('./packages/benchmark/package.json');

/** Read as well, but others of the benchmark run with them: extract-zip 1 depends on yauzl. */
const run = ['yauzl'];

const drawn = Object.values(draws).flatMap(({ packages }) => packages.filter((name) => !run.includes(name)));
const read = new Set(drawn.map((name) => `${name}@${devDependencies[name]}`));

module.exports = {
  hooks: {
    readPackage(manifest) {
      if (!read.has(`${manifest.name}@${manifest.version}`)) return manifest;
      return { ...manifest, dependencies: {}, optionalDependencies: {}, peerDependencies: {} };
    },
  },
};
