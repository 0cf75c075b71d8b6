// After Trunk's build: the question files of public/study/ become one, in the form that `quiz::Bank::from_bundle` reads: a
// line for each part, with its length and what a question is chosen by; an empty line; the parts.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.env.TRUNK_STAGING_DIR, "public/study");
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const topics = readdirSync(folder).filter((name) => /^T\d\d\.json$/.test(name)).sort();
const questions = topics
  .flatMap((name) => read(name).map((question) => ({ topic: name.replace(".json", ""), ...question })))
  .concat(read("predict.json"));

const parts = [...questions.map(({ id, topic, shape, era, facts, ...rest }) => rest), read("lessons.json"), read("misconceptions.json")];
const names = questions.map(({ id, topic, shape, era = "both", facts }) => [id, topic, shape, era, ...facts].join(" "));
// Most options are wrong: that need not be said.
const known = (key, value) => (key === "right" && value === false ? undefined : value);
const json = parts.map((part) => Buffer.from(JSON.stringify(part, known)));
const index = [...names, "lessons", "misconceptions"].map((name, at) => `${json[at].length} ${name}\n`);
writeFileSync(join(process.env.TRUNK_STAGING_DIR, "bank.txt"), Buffer.concat([Buffer.from(`${index.join("")}\n`), ...json]));
rmSync(folder, { recursive: true });
