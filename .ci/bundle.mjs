// After Trunk's build: the question files of public/study/ become one, in the form that `quiz::Bank::from_bundle` reads: a
// line with what questions are chosen by, then what else each has, the lessons, the misconceptions.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.env.TRUNK_STAGING_DIR, "public/study");
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const topics = readdirSync(folder).filter((name) => /^T\d\d\.json$/.test(name)).sort();
const questions = topics
  .flatMap((name) => read(name).map((question) => ({ topic: name.replace(".json", ""), ...question })))
  .concat(read("predict.json"));

const bytes = (value) => Buffer.from(JSON.stringify(value));
const rests = questions.map(({ id, topic, shape, era, facts, ...rest }) => bytes(rest));
const row = ({ id, topic, shape, era = "both", facts }, at) => [rests[at].length, id, topic, shape, era, facts];
const [lessons, misconceptions] = [bytes(read("lessons.json")), bytes(read("misconceptions.json"))];
const index = { questions: questions.map(row), lessons: lessons.length, misconceptions: misconceptions.length };
const bundle = Buffer.concat([bytes(index), Buffer.from("\n"), ...rests, lessons, misconceptions]);
writeFileSync(join(process.env.TRUNK_STAGING_DIR, "bank.json"), bundle);
rmSync(folder, { recursive: true });
