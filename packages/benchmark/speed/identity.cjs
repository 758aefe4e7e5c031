// A transform for jscodeshift that parses and prints without a change: the least work that any transform has.
module.exports = (file, api) => api.jscodeshift(file.source).toSource();
