// node propose-runner.mjs FILE: what the form makes of the proposals in a file, as JSON; Python makes the same and compares.

import { readFileSync } from "node:fs";
import type { ProposalData } from "../../site_src/app/propose/data";
import type { Definition } from "../../site_src/app/propose/definition";
import { definitionPage } from "../../site_src/app/propose/definitionPage";
import { draw, type Medal } from "../../site_src/app/propose/medal";

interface Input {
  readonly data: ProposalData;
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly medals: readonly Medal[];
}

const input = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as Input;
const pages = Object.entries(input.definitions).map(([slug, definition]) => [
  slug,
  definitionPage({ slug, definition, data: input.data, to: (target) => `/${target}` }).text,
]);
process.stdout.write(JSON.stringify({ pages: Object.fromEntries(pages), medals: input.medals.map(draw) }));
