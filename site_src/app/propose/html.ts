// HTML as text, escaped: html`<p>${anything}</p>`. What is put in becomes text, unless it was made by `html` itself.

export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Part = string | number | Html | readonly Part[] | null | undefined | false;

/** A piece of HTML. Lists are joined; null, undefined and false are left out. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(texts.reduce((made, text, index) => made + render(parts[index - 1]) + text));
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(render).join("");
  return escape(String(part));
}

const REPLACED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;" };

/** The same characters as the templates of the site escape. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>'"]/g, (character) => REPLACED[character] as string);
}

/** Plain text as HTML: blank lines part paragraphs, lines that begin with `- ` are a list. Twin of `render.environment.prose`. */
export function prose(text: string): Html {
  const blocks = text
    .replaceAll("\r\n", "\n")
    .split("\n\n")
    .map((block) => block.replaceAll(/^\n+|\n+$/g, ""))
    .filter((block) => block.trim() !== "");
  return new Html(blocks.map((block) => proseBlock(block.split("\n"))).join("\n"));
}

function proseBlock(lines: readonly string[]): string {
  const items = lines.filter((line) => line.startsWith("- ")).map((line) => html`<li>${line.slice(2).trim()}</li>`);
  const words = lines
    .filter((line) => !line.startsWith("- "))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const made = words.length > 0 ? [html`<p>${words.join(" ")}</p>`] : [];
  if (items.length > 0) made.push(html`<ul>${items}</ul>`);
  return made.join("\n");
}

/** Text, as a link where the address is plain http or https; any other address is dropped. */
export function weblink(text: string, url: string | null | undefined): Html {
  return url && isWeb(url) ? html`<a href="${url}">${text}</a>` : html`${text}`;
}

function isWeb(url: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(url) && !/[\x00-\x20\x7f]/.test(url) && URL.canParse(url);
}
