import fs from "node:fs";

import { transformSync } from "@swc/core";

import { leaks } from "../leaks/all";
import { type Leak, leaking, pathOf } from "../leaks/leak";

/** For `node -r`, after TypeScript is loaded: puts one leak into what this process loads, and nowhere else. */

export const leak = leaks[Number(process.env.SEEDED_LEAK)]!;

// What one wall lets through the other holds back: the first is measured alone, unless the proof itself asks each by itself.
if (leak.file.startsWith("src/") && leak.killedBy !== "b") (globalThis as { WALLS?: "law" }).WALLS = "law";

/** The database whose migrations have the leak, where it lies in one of them. */
export const LEAKING_TEMPLATE = leak.file.endsWith(".sql") ? `leak_${process.pid}` : undefined;

const patches: Pick<Leak, "file" | "find" | "replace">[] = [
  leak,
  ...(LEAKING_TEMPLATE
    ? [{ file: "test/support/cluster.ts", find: '"registry_template"', replace: `"${LEAKING_TEMPLATE}"` }]
    : []),
];

const patchOf = (path: unknown) => patches.find((patch) => pathOf(patch) === path) as Leak | undefined;

type Extension = (module: { _compile(code: string, filename: string): void }, filename: string) => void;
const extensions = require.extensions as unknown as Record<string, Extension>;
const load = extensions[".ts"]!;
const { readFileSync } = fs;

extensions[".ts"] = (module, filename) => {
  const patch = patchOf(filename);
  if (!patch) return load(module, filename);
  const text = leaking(patch, readFileSync(filename, "utf8"));
  const configFile = pathOf({ file: ".swcrc" });
  module._compile(transformSync(text, { configFile, filename, sourceMaps: "inline" }).code, filename);
};

fs.readFileSync = ((path: fs.PathOrFileDescriptor, ...options: []) => {
  const read = readFileSync(path, ...options) as unknown;
  const patch = patchOf(path);
  return patch && typeof read === "string" ? leaking(patch, read) : read;
}) as typeof fs.readFileSync;
