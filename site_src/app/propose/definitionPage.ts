// The page of a definition, as the catalogue will show it: the same HTML as `templates/achievement.html` makes of a definition
// that nothing refers to yet. `tests/app/test_propose.py` holds the two together.

import { type ProposalData, pick, type Quality, type Skill, type Text } from "./data";
import type { Criterion, Definition } from "./definition";
import { type Html, html, prose, weblink } from "./html";
import { achievementType, count, duration, number, Words } from "./words";

/** Makes an address relative to the page at hand of a path relative to the site's root. */
export type To = (target: string) => string;

export interface Shown {
  readonly slug: string;
  readonly definition: Definition;
  readonly data: ProposalData;
  readonly to: To;
  /** Address of the picture; that of the published file where it is left out. */
  readonly image?: string;
}

/** The article of a definition's page. */
export function definitionPage({ slug, definition, data, to, image }: Shown): Html {
  const words = new Words(data.words);
  const issuer = data.issuers[definition.issuer ?? ""];
  const skills = (definition.skills ?? []).map((reference) => ({ reference, known: skillOf(data, reference) }));
  const own = definition.qualityAssurance ?? [];
  const quality = own.length > 0 ? own : (issuer?.qualityAssurance ?? []);
  const frameworks = [...new Set((definition.skills ?? []).map((reference) => reference.split("/")[0] as string))]
    .map((name) => data.frameworks[name])
    .filter((framework) => framework !== undefined);
  const work = { ects: definition.workload?.ects ?? 0, hours: definition.workload?.hours ?? 0 };
  const level = definition.eqfLevel ?? 0;
  const picture = image ?? to(`images/${definition.image ?? slug}.svg`);
  return html`<nav class="lr-crumbs" aria-label="You are here"><a href="${to("catalogue/")}">Catalogue</a> <span aria-hidden="true">/</span> <a href="${to(`catalogue/#eqf-${level}`)}">EQF level ${level}</a></nav>
<header class="lr-hero">
<img class="lr-hero__medal" src="${picture}" alt="" width="220" height="220">
<div>
<p class="lr-kicker">${achievementType(definition.achievementType ?? "")}</p>
<h1>${say(definition.name)}</h1>
<div class="lr-lead">${prose(say(definition.description))}</div>
<p class="lr-chips"><span>${count(work.ects, "ECTS credit")}</span> <span>${count(work.hours, "hour")}</span> <span>EQF level ${level}</span> <span>${words.of("participation", definition.participation ?? "")}</span></p>
</div>
</header>
${notice(definition.status)}
<h2 id="Outcomes">What a holder can do</h2>
<ul class="lr-outcomes">${(definition.learningOutcomes ?? []).map((outcome) => html`<li>${say(outcome)}</li>`)}</ul>
<h2 id="criteria">What it takes</h2>
${prose(say(definition.criteria?.narrative))}
<dl class="lr-facts">
<div><dt>Workload</dt><dd>${count(work.hours, "hour")}, assessment included</dd></div>
<div><dt>Credits</dt><dd>${count(work.ects, "ECTS credit")}</dd></div>
<div><dt>Participation</dt><dd>${words.of("participation", definition.participation ?? "")}</dd></div>
<div><dt>Language</dt><dd>${words.language(definition.inLanguage ?? "")}</dd></div>
<div><dt>Level</dt><dd>EQF level ${level}</dd></div>
<div><dt>Field</dt><dd>${data.fields[definition.iscedF ?? ""] ?? "Not named"} <small>(ISCED-F ${definition.iscedF ?? ""})</small></dd></div>
<div><dt>Awarded by</dt><dd>${issuer ? html`${weblink(pick(issuer.name), issuer.url)}, ${words.of("country", issuer.country)}` : (definition.issuer ?? "")}</dd></div>
<div><dt>Validity</dt><dd>${definition.validFor ? duration(definition.validFor) : "Does not run out"}</dd></div>
</dl>
${assessment(definition, words)}
${before(definition, data, to)}
${validity(definition, data, to)}
${skills.length > 0 && skillsPart(skills, frameworks)}
${leadsTo(definition, data, to)}
${quality.length > 0 && qualityPart(quality, words)}
<h2 id="Reference">Reference</h2>
<dl class="lr-facts">
<div><dt>Version</dt><dd>${definition.version ?? 1}</dd></div>
<div><dt>Type</dt><dd>${achievementType(definition.achievementType ?? "")}</dd></div>
${(definition.tags ?? []).length > 0 && html`<div><dt>Subjects</dt><dd>${(definition.tags ?? []).join(", ")}</dd></div>`}
${issuer && html`<div><dt>Questions</dt><dd>${weblink("Contact page", issuer.contact)}</dd></div>`}
<div><dt>Data</dt><dd><a href="${to(`api/v1/achievements/${slug}.json`)}">This definition as JSON</a></dd></div>
${data.site.url && html`<div class="is-wide"><dt>Identifier</dt><dd><code>${data.site.url}catalogue/${slug}/</code></dd></div>`}
</dl>
${frameworks.map((framework) => framework.acknowledgement && html`<div class="lr-aside">${prose(pick(framework.acknowledgement))}</div>`)}`;
}

/** A text, which is null where it is still to be written. */
function say(text: Text | null | undefined): string {
  return text ? pick(text) : "";
}

function skillOf(data: ProposalData, reference: string): Skill | undefined {
  const [framework = "", key = ""] = reference.split("/");
  return data.frameworks[framework]?.skills[key];
}

function notice(status: string | undefined): Html | null {
  if (status === "draft")
    return html`<p class="lr-notice" role="note"><strong>In preparation.</strong> This achievement is not awarded yet, and what is written here may change.</p>`;
  if (status === "retired")
    return html`<p class="lr-notice" role="note"><strong>Retired.</strong> This achievement is awarded no more. Awards made before stay valid for as long as they say.</p>`;
  return null;
}

function assessment(definition: Definition, words: Words): Html {
  const given = definition.assessment ?? {};
  return html`<h2 id="Assessment">How it is assessed</h2>
${prose(say(given.description))}
<dl class="lr-facts">
<div><dt>Type</dt><dd>${words.of("assessment", given.type ?? "")}</dd></div>
<div><dt>Supervision</dt><dd>${words.of("supervision", given.supervision ?? "")}</dd></div>
<div><dt>Identity</dt><dd>${words.of("identityVerification", given.identityVerification ?? "")}</dd></div>
</dl>
<p class="lr-aside">The rubric, with the level that the award asks for marked:</p>
${(given.rubric ?? []).map(rubric)}`;
}

function rubric(criterion: Criterion): Html {
  const id = criterion.id ?? "";
  const levels = (criterion.levels ?? []).map((level) => {
    const required = level.id === criterion.required;
    return html`<li id="${id}-${level.id ?? ""}"${required && html` class="is-required"`}>
<p class="lr-levels__name">${say(level.name)}${required && html` <span class="lr-tag">Required</span>`}</p>
${prose(say(level.description))}
</li>`;
  });
  return html`<section class="lr-rubric">
<h3 id="${id}">${say(criterion.name)}</h3>
${criterion.description && prose(say(criterion.description))}
<ol class="lr-levels">${levels}</ol>
</section>`;
}

function achievementLinks(slugs: readonly string[], data: ProposalData, to: To): Html {
  const items = slugs.map((slug) => {
    const item = data.achievements[slug];
    return html`<li>${item ? html`<a href="${to(`catalogue/${slug}/`)}">${item.name}</a>` : html`<span>${slug}</span>`}</li>`;
  });
  return html`<ul>${items}</ul>`;
}

function before(definition: Definition, data: ProposalData, to: To): Html | null {
  const needed = definition.prerequisites;
  if (!needed) return null;
  return html`<h2 id="Before">Before and after</h2>
${(needed.achievements ?? []).length > 0 && html`<p>To hold first:</p>${achievementLinks(needed.achievements ?? [], data, to)}`}
${needed.description && prose(pick(needed.description))}`;
}

function validity(definition: Definition, data: ProposalData, to: To): Html | null {
  const { validFor, renewal } = definition;
  if (!validFor && !renewal) return null;
  const points = renewal?.points;
  return html`<h2 id="Validity">Validity and renewal</h2>
${validFor && html`<p>An award is valid for ${duration(validFor)} from the day it was made.</p>`}
${renewal && prose(say(renewal.description))}
${(renewal?.achievements ?? []).length > 0 && html`<p>Earning one of these renews it:</p>${achievementLinks(renewal?.achievements ?? [], data, to)}`}
${points && html`<p>${count(points.total ?? 0, "point")} collected within ${duration(points.within ?? "")} renew it:</p>
<ul>${(points.categories ?? []).map((item) => html`<li>${say(item.name)}${item.minimum ? `: at least ${number(item.minimum)}` : ""}</li>`)}</ul>`}
${renewal?.opens && html`<p>It may be renewed from ${duration(renewal.opens)} before its end.</p>`}`;
}

function skillsPart(
  skills: readonly { reference: string; known: Skill | undefined }[],
  frameworks: readonly { name: Text; version: string; url: string }[],
): Html {
  const named = frameworks.map(
    (framework, index) => html`${index > 0 ? ", " : ""}${weblink(pick(framework.name), framework.url)} ${framework.version}`,
  );
  return html`<h2 id="Skills">Skills</h2>
<p>Aligned to ${named}. Each name leads to the framework’s own page.</p>
<ul class="lr-skills">${skills.map(({ reference, known }) => html`<li>${known ? weblink(pick(known.name), known.uri) : reference}</li>`)}</ul>`;
}

function leadsTo(definition: Definition, data: ProposalData, to: To): Html | null {
  const held = new Set(definition.skills ?? []);
  const roles = Object.entries(data.roles)
    .map(([slug, role]) => ({ slug, role, part: role.essential.filter((skill) => held.has(skill)).length }))
    .filter(({ part }) => part > 0)
    .sort((a, b) => b.part - a.part || (a.slug < b.slug ? -1 : 1));
  if (roles.length === 0) return null;
  return html`<h2 id="Leads-to">Where it leads</h2>
<p>Essential skills it brings to these roles:</p>
<ul>${roles.map(({ slug, role, part }) => html`<li><a href="${to(`roles/${slug}/`)}">${pick(role.name)}</a>: ${part} of ${role.essential.length}</li>`)}</ul>`;
}

function qualityPart(quality: readonly Quality[], words: Words): Html {
  const items = quality.map(
    (item) => html`<p><strong>${weblink(pick(item.name), item.url)}</strong> <span class="lr-tag">${words.of("qualityAssurance", item.type)}</span></p>
${item.description && prose(pick(item.description))}`,
  );
  return html`<h2 id="Quality">Quality assurance</h2>
${items}`;
}
