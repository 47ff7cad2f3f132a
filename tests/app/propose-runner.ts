// node propose-runner.mjs FILE: what the form makes of what is in a file, as JSON; Python makes the same and compares.

import { readFileSync } from "node:fs";
import type { ProposalData } from "../../site_src/app/propose/data";
import { asDefinition, type Definition } from "../../site_src/app/propose/definition";
import { definitionPage } from "../../site_src/app/propose/definitionPage";
import { type Answers, draft } from "../../site_src/app/propose/draft";
import { page } from "../../site_src/app/propose/layout";
import { draw, type Medal } from "../../site_src/app/propose/medal";
import { problems } from "../../site_src/app/propose/problems";
import { type Entry, search } from "../../site_src/app/propose/search";
import { suggest } from "../../site_src/app/propose/slugs";
import { clean, lines, scalar } from "../../site_src/app/propose/yamlText";

interface Input {
  readonly data: ProposalData;
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly medals: readonly Medal[];
  readonly answers: readonly Answers[];
  readonly texts: readonly string[];
  readonly names: readonly string[];
  readonly entries: readonly Entry[];
  readonly queries: readonly string[];
}

const input = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as Input;
const { data } = input;
const to = (target: string) => `/${target}`;
const pages = Object.entries(input.definitions).map(([slug, definition]) => [slug, definitionPage({ slug, definition, data, to }).text]);
const drafts = input.answers.map((answers) => draft(data, answers));
process.stdout.write(
  JSON.stringify({
    pages: Object.fromEntries(pages),
    medals: input.medals.map(draw),
    drafts,
    unfinished: drafts.map((definition) => definitionPage({ slug: "a-new-one", definition: asDefinition(definition), data, to }).text),
    files: drafts.map((made) => page("../../schemas/achievement.schema.json", data.schema, made)),
    problems: drafts.map((made) => problems(data, "a-new-one", made)),
    texts: input.texts.map((text) => [clean(text), lines(clean(text), 2, 6), scalar(clean(text), true)]),
    slugs: input.names.map((name) => suggest(name)),
    found: input.queries.map((query) => search(query, input.entries).map(({ key }) => key)),
  }),
);
