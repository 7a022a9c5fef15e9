/** Lets Node run TypeScript, for `node -r ./load-typescript.js`: compiled as Jest compiles it, by `.swcrc`. */
const { join } = require("node:path");
const { transformFileSync } = require("@swc/core");

const configFile = join(__dirname, ".swcrc");

require.extensions[".ts"] = (module, filename) => {
  module._compile(transformFileSync(filename, { configFile, sourceMaps: "inline" }).code, filename);
};
