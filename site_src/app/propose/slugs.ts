// A file's name from what it is called. Twin of `drafting/slugs.py`.

const MAX_CHARACTERS = 63;
// Letters that do not come apart into a letter and a mark.
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ŋ: "n",
};

/** A name of lower-case letters, digits and hyphens that is not taken; `otherwise` where nothing of the text remains. */
export function suggest(name: string, taken: (slug: string) => boolean = () => false, otherwise = "new"): string {
  const lower = name
    .toLowerCase()
    .replaceAll(/[ßæœøđðþłıŋ]/g, (letter) => LETTERS[letter] as string)
    .replaceAll(/(?<=[\p{L}\p{N}_])[+#]+/gu, (signs) => [...signs].map((sign) => (sign === "#" ? " sharp" : " plus")).join(""));
  const letters = lower.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("&", " and ").replaceAll(/['’]/g, "");
  const words = letters.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const slug = cut(words, MAX_CHARACTERS) || otherwise;
  let made = slug;
  for (let number = 2; taken(made); number++) made = `${cut(slug, MAX_CHARACTERS - `-${number}`.length)}-${number}`;
  return made;
}

/** The first words, as many as fit. */
function cut(words: string, length: number): string {
  if (words.length <= length) return words;
  const at = words.slice(0, length + 1).lastIndexOf("-");
  return (at > 0 ? words.slice(0, at) : words.slice(0, length)).replaceAll(/^-+|-+$/g, "");
}
