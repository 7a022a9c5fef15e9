import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Who may import whom: each layer names those above it, which it may not import. */
const LAYERS = ["entities", "policies", "register", "access", "operations", "resolvers", "app", "main"];

/** Parts that stand beside the layers, and the layers and parts that they may not import. */
const BESIDE = {
  database: above("entities").concat("identity", "http", "limits", "demonstration"),
  identity: above("policies").concat("http", "limits", "demonstration"),
  limits: above("entities").concat("database", "identity", "http", "demonstration"),
  jobs: ["resolvers", "app", "main", "limits", "http", "demonstration"],
  http: ["app", "main", "demonstration"],
  demonstration: ["main"],
};

/** What each layer may not import beside the layers above it. */
const NOT_FOR_LAYERS = {
  entities: ["database", "identity", "limits", "http", "demonstration"],
  policies: ["database", "identity", "limits", "http", "demonstration"],
  register: ["limits", "http", "demonstration"],
  access: ["limits", "http", "demonstration"],
  operations: ["limits", "http", "demonstration"],
  resolvers: ["http", "demonstration"],
  app: ["demonstration"],
};

/** Packages that lie in few hands, and whose. Types may be named everywhere. */
const IN_FEW_HANDS = [
  {
    packages: ["typeorm", "typeorm/*"],
    hands: ["access", "register", "identity", "database", "operations", "entities"],
    message: "TypeORM lives in access, register, identity, database, operations and entities.",
  },
  {
    packages: ["pg"],
    hands: ["access", "register", "identity", "database", "operations", "jobs"],
    message: "Nothing but the layers below the resolvers speaks to the database.",
  },
  {
    packages: ["@casl/ability", "@ucast/*"],
    hands: ["policies", "access"],
    message: "CASL lives in policies and access.",
  },
  {
    packages: ["@apollo/server", "@apollo/server/*"],
    hands: ["app.ts", "http"],
    message: "Apollo lives in app and http.",
  },
  {
    packages: ["process", "node:process"],
    hands: [],
    message: "The environment is read in src/settings.ts; the rest of process is global.",
  },
];

function above(layer) {
  return LAYERS.slice(LAYERS.indexOf(layer) + 1);
}

function zones() {
  const layers = LAYERS.map((layer) => [layer, [...above(layer), ...(NOT_FOR_LAYERS[layer] ?? [])]]);
  return [...layers, ...Object.entries(BESIDE)]
    .filter(([, forbidden]) => forbidden.length > 0)
    .map(([part, forbidden]) => ({
      target: placesOf(part),
      from: forbidden.flatMap(placesOf),
      message: `${part} is below, or beside, what it imports: see the layers in eslint.config.mjs.`,
    }));
}

function placesOf(part) {
  return ["app", "main"].includes(part) ? [`./src/${part}.ts`] : [`./src/${part}`];
}

/** One configuration for each part, since a later one replaces the rule of an earlier one wholly. */
function hands() {
  const parts = [...new Set(IN_FEW_HANDS.flatMap((one) => one.hands))];
  return [undefined, ...parts].map((part) => ({
    files: part === undefined ? ["src/**/*.ts"] : [part.endsWith(".ts") ? `src/${part}` : `src/${part}/**/*.ts`],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: restricted(part) }] },
  }));
}

function restricted(part) {
  return IN_FEW_HANDS.filter((one) => !one.hands.includes(part)).map(({ packages, message }) => ({
    group: packages,
    message,
    allowTypeImports: true,
  }));
}

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "coverage/", ".data/", ".prove/", "bench/", "src/**/*.js"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { __dirname: "readonly", module: "writable", require: "readonly" },
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    settings: {
      "import-x/extensions": [".ts", ".js"],
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })],
    },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      // The style asks why above 200 lines, 40 a function and three parameters; what is beyond these has no answer.
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/max-params": ["error", { max: 4 }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: zones() }],
    },
  },
  ...hands(),
  {
    files: ["src/**/*.ts"],
    ignores: ["src/settings.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only src/settings.ts reads the environment." },
        { object: "process", property: "argv", message: "Only src/settings.ts reads the command line: commandLine()." },
      ],
    },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // A chapter of the law is read as one page, however many sentences it has.
    files: ["src/policies/*.policy.ts"],
    rules: { "max-lines-per-function": "off" },
  },
);
