// After Trunk's build: the question files of public/study/ become one, which is smaller over the wire and one request.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const folder = join(staging, "public/study");
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
const bank = Object.fromEntries(files.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));
writeFileSync(join(staging, "bank.json"), JSON.stringify(bank));
rmSync(folder, { recursive: true });
