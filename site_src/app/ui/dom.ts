// Small helpers to make elements. Text only ever becomes text: nothing here parses HTML.

type Child = Node | string | null;

/** An element with attributes and children. A null attribute or child is left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Text from a credential: kept from rearranging its surroundings by right-to-left characters. */
export function foreign(text: string): HTMLElement {
  return element("bdi", {}, text);
}

/** What an element says in the document once it has an answer, or has said why there is none. */
export const ANSWERED = "laurels-answered";

/** Does something once the page is read to its end: now, where it is. */
export function whenRead(then: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, { once: true });
  else then();
}

/** A link where the address is plain https, else the text alone. */
export function link(text: string, address: string | null): HTMLElement {
  const href = address === null ? null : httpsAddress(address);
  if (href === null) return foreign(text);
  return element("a", { href, rel: "noopener noreferrer nofollow" }, foreign(text));
}

/** The address as the browser reads it, when its scheme is https and it carries no user name. */
export function httpsAddress(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null;
}
