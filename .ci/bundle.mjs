// After Trunk's build: the question files of public/study/ become one, in the form that `quiz::Bank::from_bundle` reads: a
// JSON list with a value a line. First what questions are chosen by, then what else each has, lessons, misconceptions.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.env.TRUNK_STAGING_DIR, "public/study");
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const topics = readdirSync(folder).filter((name) => /^T\d\d\.json$/.test(name)).sort();
const questions = topics
  .flatMap((name) => read(name).map((question) => ({ topic: name.replace(".json", ""), ...question })))
  .concat(read("predict.json"));

const index = questions.map(({ id, topic, shape, era = "both", facts }) => [id, topic, shape, era, facts]);
const rests = questions.map(({ id, topic, shape, era, facts, ...rest }) => rest);
const lines = [index, ...rests, read("lessons.json"), read("misconceptions.json")].map((value) => JSON.stringify(value));
writeFileSync(join(process.env.TRUNK_STAGING_DIR, "bank.json"), `[\n${lines.join(",\n")}\n]\n`);
rmSync(folder, { recursive: true });
