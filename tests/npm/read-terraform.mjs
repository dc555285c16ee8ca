// SPDX-License-Identifier: GPL-3.0-or-later
// read-terraform.mjs NPM-FOLDER FILE…: what HashiCorp's own parser reads, as JSON by file name; what
// it refuses is told on standard error.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const [folder, ...files] = process.argv.slice(2);
const { parse } = createRequire(join(folder, "package.json"))("@cdktf/hcl2json");
const read = {};

for (const file of files) {
  try {
    read[basename(file)] = await parse(basename(file), await readFile(file, "utf8"));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
console.log(JSON.stringify(read));
