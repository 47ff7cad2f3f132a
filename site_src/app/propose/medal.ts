// The picture of an achievement, drawn from its definition: the same bytes as `laurels build` draws. Twin of `render/image.py`.

import { sha256 } from "@noble/hashes/sha2.js";
import { escape } from "./html";

const SIZE = 400;
const CENTRE = SIZE / 2;
const TEXT_RADIUS = 128;
const TEXT_COLOUR = "#fffdf6";
const COLOURS = [
  ["#1f4d3a", "#bfe3cd"],
  ["#134e57", "#b9e2e6"],
  ["#1f3f6d", "#c3d7f2"],
  ["#3a3a78", "#d1d1f5"],
  ["#5a2f63", "#e8cff0"],
  ["#6d2740", "#f5cddb"],
  ["#75351f", "#f7d4c4"],
  ["#5c4413", "#f0deb0"],
  ["#454d1a", "#e0e6b5"],
  ["#37474f", "#cfdde3"],
] as const;
const SIZES = [44, 40, 36, 33, 30, 27, 24, 21, 18, 16];
const LINE = 1.18;
const CLASSES: readonly (readonly [width: number, letters: string])[] = [
  [0.41, "ijlftIJ.,:;'’|/-()[] "],
  [0.61, 'aceorsvxyz!?"“„–'],
  [0.77, "ABCEFKLPRSTVXYZß"],
  [1.05, "mwMWÆŒæœ@%&—…шщюжШЩЮЖ"],
];

export interface Medal {
  readonly slug: string;
  readonly name: string;
  readonly issuer: string;
  readonly level: number;
}

/** An SVG document of 400 by 400 units. */
export function draw({ slug, name, issuer, level }: Medal): string {
  const digest = sha256(new TextEncoder().encode(slug));
  const chosen = (place: number, choices: number) =>
    (((digest[2 * place] as number) << 8) | (digest[2 * place + 1] as number)) % choices;
  const [ground, tint] = COLOURS[chosen(0, COLOURS.length)] as (typeof COLOURS)[number];
  const [title, body] = [clean(name), clean(issuer)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-labelledby="title">`,
    `<title id="title">${escape(title)}, ${escape(body)}, EQF level ${level}</title>`,
    `<path fill="${ground}" d="${wave(193, 5, 16 + 2 * chosen(1, 7), 0)}"/>`,
    `<g fill="none" stroke="${tint}" stroke-width="1">`,
    ...guilloche(chosen).map(([opacity, path]) => `<path stroke-opacity="${opacity}" d="${path}"/>`),
    `<circle cx="200" cy="200" r="184" stroke-width="1.5"/><circle cx="200" cy="200" r="150" stroke-width="2.5" fill="${ground}"/>`,
    "</g>",
    `<g fill="${tint}">`,
    ...wreath(level),
    "</g>",
    `<g fill="${TEXT_COLOUR}" text-anchor="middle" font-family="Georgia, serif">`,
    ...words(title),
    "</g>",
    `<g fill="${tint}" text-anchor="middle" font-family="Arial, sans-serif" font-weight="bold">`,
    small(body.toUpperCase(), 104, 22),
    `<text x="200" y="308" font-size="15" letter-spacing="1">EQF ${level}</text>`,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function clean(text: string): string {
  const kept = [...text].map((c) => (/[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(c) ? c : " ")).join("");
  return kept.split(/[\s\u0085\u001c-\u001f]+/u).filter(Boolean).join(" ");
}

/** A number with one decimal place at most, rounded as Python rounds: by the exact value, halves to even. */
function short(value: number): string {
  const scaled = Math.abs(value) * 10;
  const whole = Math.floor(scaled);
  // Only a value that is exactly half way (in binary: .25 or .75) rounds to even; all others as usual.
  const half = Math.abs(value) * 20 === 2 * whole + 1 && (Math.abs(value) * 4) % 1 === 0;
  const text = half ? ((whole % 2 === 0 ? whole : whole + 1) / 10).toFixed(1) : Math.abs(value).toFixed(1);
  const plain = text.endsWith(".0") ? text.slice(0, -2) : text;
  return value < 0 && plain !== "0" ? `-${plain}` : plain;
}

function wave(radius: number, height: number, lobes: number, phase: number, steps = 6): string {
  const points: [number, number][] = [];
  for (let step = 0; step < lobes * steps; step++) {
    const angle = (2 * Math.PI * step) / (lobes * steps);
    const distance = radius + height * Math.cos(lobes * angle + phase);
    points.push([CENTRE + distance * Math.sin(angle), CENTRE - distance * Math.cos(angle)]);
  }
  const middles = points.map(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] as [number, number];
    return [(x + nextX) / 2, (y + nextY) / 2] as const;
  });
  const start = middles.at(-1) as readonly [number, number];
  const curves = points.map(([x, y], index) => {
    const [middleX, middleY] = middles[index] as readonly [number, number];
    return `Q${short(x)} ${short(y)} ${short(middleX)} ${short(middleY)}`;
  });
  return `M${short(start[0])} ${short(start[1])}${curves.join("")}Z`;
}

function guilloche(chosen: (place: number, choices: number) => number): [string, string][] {
  const lobes = [12, 15, 16, 18, 20, 24][chosen(2, 6)] as number;
  const strands = 3 + chosen(3, 3);
  const height = [11, 13, 15][chosen(4, 3)] as number;
  return Array.from({ length: strands }, (_, strand) => [
    strand === 0 ? "0.9" : "0.55",
    wave(167, height, lobes, (2 * Math.PI * strand) / strands, 4),
  ]);
}

function wreath(leaves: number): string[] {
  const leaf = "M0 0C7 -6 8 -17 0 -27C-8 -17 -7 -6 0 0Z";
  const made: string[] = [];
  for (let index = 0; index < leaves; index++) {
    const angle = 168 - index * 13.5;
    for (const side of [1, -1]) {
      const turn = side * angle;
      const radians = turn * (Math.PI / 180);
      const [x, y] = [CENTRE + 132 * Math.sin(radians), CENTRE - 132 * Math.cos(radians)];
      made.push(`<path transform="translate(${short(x)} ${short(y)}) rotate(${short(turn - side * 62)})" d="${leaf}"/>`);
    }
  }
  return [...made, '<circle cx="200" cy="332" r="4"/>'];
}

function width(text: string): number {
  let total = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character) && /\P{Mc}/u.test(character)) continue;
    if (isWide(character)) total += 1;
    else {
      const found = CLASSES.find(([, letters]) => letters.includes(character));
      total += found ? found[0] : /\p{Lu}/u.test(character) ? 0.89 : 0.65;
    }
  }
  return total;
}

/** East Asian Wide or Fullwidth, by the blocks that matter in names: exactness only moves a line break. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );
}

function wrap(text: string, room: readonly number[]): string[] | null {
  const lines: string[] = [];
  const waiting = text.split(" ").filter(Boolean);
  while (waiting.length > 0) {
    const available = room[lines.length];
    if (available === undefined) return null;
    let line = waiting.shift() as string;
    if (width(line) > available) return null;
    while (waiting.length > 0 && width(`${line} ${waiting[0]}`) <= available) line += ` ${waiting.shift()}`;
    lines.push(line);
  }
  return lines;
}

function roomFor(lines: number, size: number, middle: number): number[] {
  return Array.from({ length: lines }, (_, line) => {
    const centre = middle + (line - (lines - 1) / 2) * size * LINE;
    const farthest = Math.max(Math.abs(centre - size * 0.5 - CENTRE), Math.abs(centre + size * 0.55 - CENTRE));
    return (2 * Math.sqrt(Math.max(TEXT_RADIUS ** 2 - farthest ** 2, 0))) / size;
  });
}

function fitted(text: string, middle: number): { lines: string[]; size: number } | null {
  for (const size of SIZES)
    for (let count = 1; count < 6 && count * size * LINE <= 170; count++) {
      const lines = wrap(text, roomFor(count, size, middle));
      if (lines !== null) return { lines, size };
    }
  return null;
}

function words(name: string): string[] {
  const middle = 206;
  let text = name;
  let found = fitted(text, middle);
  while (found === null) {
    text = shortened(text);
    found = fitted(text, middle);
  }
  const { lines, size } = found;
  const first = middle - ((lines.length - 1) / 2) * size * LINE + size * 0.34;
  return lines.map(
    (line, index) => `<text x="200" y="${short(first + index * size * LINE)}" font-size="${size}">${escape(line)}</text>`,
  );
}

function shortened(text: string): string {
  const longest = text.split(" ").reduce((best, word) => ([...word].length > [...best].length ? word : best), "");
  if (width(longest) > 12) {
    const letters = [...longest];
    const half = Math.floor(letters.length / 2);
    return text.replace(longest, () => `${letters.slice(0, half).join("")}- ${letters.slice(half).join("")}`);
  }
  const whole = text.endsWith("…") ? text.slice(0, -1) : text;
  const at = whole.lastIndexOf(" ");
  return `${at < 0 ? whole : whole.slice(0, at)}…`;
}

function small(text: string, y: number, letters: number): string {
  const characters = [...text];
  const shown = characters.length <= letters ? text : `${characters.slice(0, letters - 1).join("").trimEnd()}…`;
  const size = Math.min(13, 150 / Math.max(width(shown) + 0.1 * [...shown].length, 1));
  return `<text x="200" y="${y}" font-size="${short(size)}" letter-spacing="1">${escape(shown)}</text>`;
}
