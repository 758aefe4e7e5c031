// The packages that the accuracy of the linter is measured on are only read, so their own dependencies are not installed.
const draws = require('./packages/benchmark/accuracy/draws.json');
const { devDependencies } = require('./packages/benchmark/package.json');

const drawn = new Set(Object.values(draws).flatMap(({ packages }) => packages.map((name) => `${name}@${devDependencies[name]}`)));

module.exports = {
  hooks: {
    readPackage(manifest) {
      if (!drawn.has(`${manifest.name}@${manifest.version}`)) return manifest;
      return { ...manifest, dependencies: {}, optionalDependencies: {}, peerDependencies: {} };
    },
  },
};
