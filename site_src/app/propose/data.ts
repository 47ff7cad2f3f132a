// What the form is given by the site: the questions, the schema, and what a definition may refer to.

export type Text = string | Readonly<Record<string, string>>;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [key: string]: Json };

export interface Question {
  readonly pointer: string;
  readonly ask: string;
  readonly flag: string;
  readonly form: string;
  readonly help: string;
  readonly default: Json;
  readonly required: boolean;
  readonly source: string;
  readonly taken: { readonly from?: string; readonly divide?: number; readonly step?: number };
}

export interface Quality {
  readonly type: string;
  readonly name: Text;
  readonly url?: string;
  readonly description?: Text;
}

export interface Issuer {
  readonly name: Text;
  readonly url: string;
  readonly country: string;
  readonly contact: string;
  readonly qualityAssurance: readonly Quality[];
}

export interface Skill {
  readonly uri: string;
  readonly name: Text;
  readonly others?: readonly string[];
  readonly text?: string;
  readonly kind?: string;
}

export interface Framework {
  readonly name: Text;
  readonly version: string;
  readonly url: string;
  readonly acknowledgement?: Text;
  readonly skills: Readonly<Record<string, Skill>>;
}

export interface Shelved {
  readonly name: string;
  readonly image: string;
  readonly skills: readonly string[];
}

export interface Role {
  readonly name: Text;
  readonly essential: readonly string[];
}

export interface ProposalData {
  readonly site: { readonly url: string; readonly name: string; readonly repository: string; readonly branch: string };
  readonly schema: Schema;
  readonly questions: readonly Question[];
  readonly beginning: { readonly [key: string]: Json };
  readonly issuers: Readonly<Record<string, Issuer>>;
  readonly frameworks: Readonly<Record<string, Framework>>;
  readonly achievements: Readonly<Record<string, Shelved>>;
  readonly roles: Readonly<Record<string, Role>>;
  /** ISCED-F 2013: code → name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Name of a table (`assessment`, `supervision` …) → code → words. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Patterns that the checks use too: names that no file may have, HTML, and addresses that run something. */
  readonly reserved: string;
  readonly patterns: { readonly markup: string; readonly script: string };
}

/** A text in English, else in its first language. Twin of `model.base.pick`. */
export function pick(text: Text, language = "en"): string {
  if (typeof text === "string") return text;
  return text[language] || text[language.split("-")[0] as string] || (Object.values(text)[0] ?? "");
}
