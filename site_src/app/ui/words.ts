// Codes of a credential in words for people, in English: the twin of what laurels/render/words.py says on a public page.

const RESULT_STATUS: Readonly<Record<string, string>> = { InProgress: "In progress", OnHold: "On hold" };
let languages: Intl.DisplayNames | null = null; // made when a name is wanted: that takes a browser some time

/** An Open Badges AchievementType as words: `MicroCredential` is “Micro-credential”. */
export function achievementType(name: string): string {
  if (name === "MicroCredential") return "Micro-credential";
  const words = name.replace(/^ext:/, "").replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1).toLowerCase();
}

/** The status of a result. */
export function resultStatus(status: string): string {
  return RESULT_STATUS[status] ?? status;
}

/** The English name of a BCP 47 tag's language, else the tag. */
export function language(tag: string): string {
  const [first = tag] = tag.split("-");
  try {
    languages ??= new Intl.DisplayNames("en", { type: "language", fallback: "code" });
    const name = languages.of(first);
    if (name === undefined || name === first) return tag;
    return tag.includes("-") ? `${name} (${tag})` : name;
  } catch {
    return tag;
  }
}
