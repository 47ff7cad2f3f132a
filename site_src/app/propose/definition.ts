// A definition as the form has it: what is not answered yet is missing, so nothing may be relied on.

import type { Json, Quality, Text } from "./data";

export interface Level {
  readonly id?: string;
  readonly name?: Text;
  readonly description?: Text;
}

export interface Criterion extends Level {
  readonly levels?: readonly Level[];
  readonly required?: string;
}

export interface Definition {
  readonly name?: Text;
  readonly version?: number;
  readonly issuer?: string;
  readonly achievementType?: string;
  readonly status?: string;
  readonly description?: Text;
  readonly inLanguage?: string;
  readonly learningOutcomes?: readonly Text[];
  readonly criteria?: { readonly narrative?: Text };
  readonly assessment?: {
    readonly type?: string;
    readonly description?: Text;
    readonly supervision?: string;
    readonly identityVerification?: string;
    readonly rubric?: readonly Criterion[];
  };
  readonly workload?: { readonly hours?: number; readonly ects?: number };
  readonly eqfLevel?: number;
  readonly iscedF?: string;
  readonly participation?: string;
  readonly qualityAssurance?: readonly Quality[];
  readonly prerequisites?: { readonly achievements?: readonly string[]; readonly description?: Text };
  readonly validFor?: string;
  readonly renewal?: {
    readonly description?: Text;
    readonly achievements?: readonly string[];
    readonly points?: {
      readonly within?: string;
      readonly total?: number;
      readonly categories?: readonly { readonly name?: Text; readonly minimum?: number }[];
    };
    readonly opens?: string;
  };
  readonly skills?: readonly string[];
  readonly tags?: readonly string[];
  readonly image?: string;
}

/** A definition from what the form holds; it is checked by the schema, not by this. */
export function asDefinition(data: { readonly [key: string]: Json }): Definition {
  return data as unknown as Definition;
}
