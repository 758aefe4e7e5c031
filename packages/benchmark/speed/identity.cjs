// Parses and prints, and changes nothing: the least that a transform of jscodeshift does.
module.exports = (file, api) => api.jscodeshift(file.source).toSource();
