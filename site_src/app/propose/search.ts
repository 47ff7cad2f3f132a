// Search by words that people type: exact first, then what begins so, then every word, then what was misspelt.
// Twin of `drafting/search.py`.

export interface Entry {
  /** What is written in a file: `esco/sql`, or a code. */
  readonly key: string;
  readonly name: string;
  readonly others?: readonly string[];
  readonly text?: string;
}

const [EXACT, STARTS, WORDS, OTHER_LABEL, ABOUT, SIMILAR] = [0, 1, 2, 3, 4, 5] as const;
const MIN_FUZZY_CHARACTERS = 4;

/** The entries that fit best, the best first; within one rank the shorter names first. */
export function search(query: string, entries: Iterable<Entry>, limit = 20): Entry[] {
  const wanted = fold(query);
  const words = wanted.split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const found: [number, Entry][] = [];
  const rest: Entry[] = [];
  for (const entry of entries) {
    const rank = rankOf(wanted, words, entry);
    if (rank === null) rest.push(entry);
    else found.push([rank, entry]);
  }
  if (found.length < limit) found.push(...similar(words, rest));
  found.sort(
    ([a, one], [b, other]) =>
      a - b || [...one.name].length - [...other.name].length || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
  );
  return found.slice(0, limit).map(([, entry]) => entry);
}

function rankOf(wanted: string, words: readonly string[], entry: Entry): number | null {
  const name = fold(entry.name);
  const others = (entry.others ?? []).map(fold);
  const key = entry.key.slice(entry.key.lastIndexOf("/") + 1);
  if ([name, key, fold(key), fold(entry.key), entry.key.toLowerCase(), ...others].includes(wanted)) return EXACT;
  if (name.startsWith(wanted)) return STARTS;
  if (has(words, name.split(" "))) return WORDS;
  if (others.some((other) => has(words, other.split(" ")))) return OTHER_LABEL;
  return entry.text && has(words, fold(entry.text).split(" ")) ? ABOUT : null;
}

/** Whether each word begins one of the others. */
function has(words: readonly string[], among: readonly string[]): boolean {
  return words.every((word) => among.some((other) => other.startsWith(word)));
}

function similar(words: readonly string[], entries: readonly Entry[]): [number, Entry][] {
  return entries.flatMap((entry): [number, Entry][] => {
    const among = [...new Set([entry.name, ...(entry.others ?? [])].flatMap((label) => fold(label).split(" ")))];
    let off = 0;
    for (const word of words) {
      const best = Math.min(9, ...among.map((other) => distance(word, other)));
      if (best > 2 || (best > 0 && word.length < MIN_FUZZY_CHARACTERS) || best > Math.floor(word.length / 4) + 1) return [];
      off += best;
    }
    return [[SIMILAR + off, entry]];
  });
}

/**
 * How many letters are wrong, missing, too many or swapped (optimal string alignment); 9 where it is more than two.
 * What is only begun to be typed counts as typed.
 */
function distance(word: string, whole: string): number {
  if (whole.startsWith(word)) return 0;
  const other = whole.length > word.length + 2 ? whole.slice(0, word.length + 1) : whole;
  if (word.length - other.length > 2) return 9;
  if (word[0] !== other[0] && word.slice(1, 2) !== other.slice(1, 2) && word[0] !== other.slice(1, 2)) return 9;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (word[i - 1] === other[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > 2) return 9;
    [before, above] = [above, row];
  }
  const last = above.at(-1) as number;
  return last <= 2 ? last : 9;
}

/** A text as it is compared: small letters without marks, words with one blank between them. */
function fold(text: string): string {
  const letters = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return letters.replaceAll(/[^\p{L}\p{N}+#*]+/gu, " ").trim();
}
