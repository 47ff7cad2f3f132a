// Codes in words for people, in English. Tables come from the site; what is worked out is the twin of `render/words.py`.

import type { ProposalData } from "./data";

export class Words {
  constructor(private readonly tables: ProposalData["words"]) {}

  /** A code of a table in words, else the code. */
  of(table: string, code: string): string {
    return this.tables[table]?.[code] ?? code;
  }

  language(tag: string): string {
    const name = this.tables["language"]?.[tag.split("-")[0] as string];
    return name === undefined ? tag : tag.includes("-") ? `${name} (${tag})` : name;
  }
}

/** A number as Python's `g` writes it: `2`, `2.5`, six digits at most. */
export function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A number with its noun: `1 credit`, `2.5 credits`. */
export function count(value: number, one: string): string {
  return `${number(value)} ${value === 1 ? one : `${one}s`}`;
}

/** An ISO 8601 duration as `1 year and 6 months`; any other text as it is. */
export function duration(text: string): string {
  const parts = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/.exec(text);
  if (!parts) return text;
  const [years, months, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  const total = years * 12 + months;
  const shown = (
    [
      [Math.floor(total / 12), "year"],
      [total % 12, "month"],
      [days, "day"],
    ] as const
  )
    .filter(([value]) => value > 0)
    .map(([value, noun]) => count(value, noun));
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? text);
}

/** `MicroCredential` is `Micro-credential`. */
export function achievementType(name: string): string {
  if (name === "MicroCredential") return "Micro-credential";
  const words = name.replace(/^ext:/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1).toLowerCase();
}
