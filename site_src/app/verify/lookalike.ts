// Domains that are made to be taken for another: the oldest trick with a name.
//
// A domain is compared by its skeleton, in which letters that look alike are one letter (the idea of Unicode Technical
// Standard 39 §4, with a small table of our own), and by whether it wears the other one as a part. One letter more or less is
// not looked for: real universities differ by one.

import punycode from "punycode/punycode.es6.js";

// Letters of other scripts, and digits, that pass for a Latin letter in common fonts; i, l and 1 pass for each other.
const FROM = [..."авԁеһіјкӏмнопрԛгѕстуѵԝх", ..."αβγεικνορτυχωη", ..."օսցհոգ", ..."ɡıɩƽɑʏ", ..."01i"];
const TO = "abdehljklmhonpqrsctyvwx" + "abyelkvoptuxwn" + "oughnq" + "gllsay" + "oll";
const ALIKE = new Map(FROM.map((letter, at) => [letter, TO[at] as string]));
/** Scripts whose letters are mistaken for each other; who mixes them in one word has a reason to. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];
const MIN_WORN_CHARACTERS = 8;

/** The domain of a did:web, in lower case and without a port. */
export function didHost(did: string): string | null {
  if (!did.startsWith("did:web:")) return null;
  return (did.slice("did:web:".length).split(":")[0] as string).toLowerCase().split("%3a")[0] as string;
}

/** The domain as a browser may show it: international labels (RFC 3492) in their own letters. */
export function shown(host: string): string {
  return host.split(".").map(label).join(".");
}

function label(text: string): string {
  if (!text.startsWith("xn--")) return text;
  try {
    const found = punycode.decode(text.slice(4));
    return found === "" || !found.isWellFormed() ? text : found;
  } catch (error) {
    if (error instanceof RangeError) return text;
    throw error;
  }
}

/** Whether one label of a domain mixes letters of scripts that are mistaken for each other. */
export function mixesScripts(host: string): boolean {
  const letters = shown(host).split(".").map((part) => part.replace(/\P{L}/gu, ""));
  return letters.some((part) => SCRIPTS.filter((script) => script.test(part)).length > 1);
}

/** The first known domain that another one would be taken for; null where it is one of them, or resembles none. */
export function resembles(host: string, known: readonly string[]): string | null {
  if (known.some((other) => host === other || host.endsWith(`.${other}`))) return null;
  return known.find((other) => isLike(host, other)) ?? null;
}

function isLike(host: string, other: string): boolean {
  if (skeleton(host) === skeleton(other) || host.startsWith(`${other}.`)) return true;
  return other.length >= MIN_WORN_CHARACTERS && host.includes(other.replaceAll(".", "-"));
}

function skeleton(host: string): string {
  const plain = shown(host).toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const letters = [...plain].map((letter) => ALIKE.get(letter) ?? letter).join("");
  return letters.replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("-", "");
}
