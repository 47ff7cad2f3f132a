// The published site around the page: where its files are, and a fetcher that asks no other host.

import { type Fetched, type Fetcher, type Unavailable, unavailable } from "../verify/fetching";

const MAX_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MILLISECONDS = 15_000;
const BADGE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class Site {
  /**
   * @param base the site's root on the host that serves this page; ends in a slash
   * @param siteUrl the address the site is published under, which its status lists name; null when unknown
   */
  constructor(
    readonly base: URL,
    readonly siteUrl: string | null,
  ) {}

  /** Reads `data-base` (address of the site's root, relative to the page) and `data-site-url` of an element. */
  static of(element: HTMLElement): Site {
    const withSlash = (text: string) => (text.endsWith("/") ? text : `${text}/`);
    const { base = "./", siteUrl = "" } = element.dataset;
    const published = URL.canParse(siteUrl) ? withSlash(new URL(siteUrl).href) : null;
    return new Site(new URL(withSlash(base), document.baseURI), published);
  }

  /** Whether both are one site, at one place. */
  isSame(other: Site): boolean {
    return this.base.href === other.base.href && this.siteUrl === other.siteUrl;
  }

  file(path: string): URL {
    return new URL(path, this.base);
  }

  /** The credential of a badge of this site; null where the text is no badge's id. */
  credential(id: string): URL | null {
    const lower = id.toLowerCase();
    return BADGE_ID.test(lower) ? this.file(`b/${lower}/credential.json`) : null;
  }

  /** Answers the site's own addresses from the host that serves this page, and no others. */
  readonly fetch: Fetcher = async (url) => {
    const own = this.#own(url);
    return own ? get(own) : unavailable("offline");
  };

  /** Whether an address is one of this site's own. */
  isOwn(url: string): boolean {
    return this.#own(url) !== null;
  }

  /** Where this page's host has the file that is published under an address of the site; null for any other address. */
  #own(address: string): URL | null {
    if (this.siteUrl === null || !URL.canParse(address)) return null;
    // Read and written out again, so that dot segments are gone before anything is compared.
    const { href } = new URL(address);
    return href.startsWith(this.siteUrl) ? this.file(`./${href.slice(this.siteUrl.length)}`) : null;
  }
}

/** A file of the host that serves this page, or of one that the visitor allowed: no cookies, no redirect, bounded in time and size. */
export async function get(url: URL): Promise<Fetched | Unavailable> {
  try {
    const response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      cache: "no-cache",
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const body = await readBounded(response);
    return body ? { status: response.status, body } : unavailable("too-large");
  } catch (error) {
    return unavailable(error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "network");
  }
}

async function readBounded(response: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    length += chunk.value.length;
    if (length > MAX_BYTES) {
      await reader?.cancel();
      return null;
    }
    parts.push(chunk.value);
  }
  const whole = new Uint8Array(length);
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
