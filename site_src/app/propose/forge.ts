// The page of a forge on which a new file is made, filled in as far as the forge allows.

export type Forge = "github" | "gitlab" | "gitea";

export interface NewFile {
  readonly url: string;
  /** Whether the page opens with the file's text in it; else it has to be pasted. */
  readonly filled: boolean;
}

/** Longer addresses are refused by servers on the way. */
const MAX_URL_CHARACTERS = 8000;
const FOLDER = "catalogue/achievements";

/** The address of a repository, if it is one that people reach by https: `https://host/owner/name`. */
export function repositoryOf(text: string): URL | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return null;
  const path = url.pathname.replace(/\/+$/, "").replace(/\.git$/, "");
  return path.split("/").length >= 3 && !path.includes("//") ? new URL(url.origin + path) : null;
}

/** Which software runs a forge, as far as its name tells; GitLab is what most others of the name run. */
export function forgeOf(repository: URL): Forge {
  const host = repository.hostname;
  if (host === "github.com" || host.startsWith("github.")) return "github";
  return /(^|\.)(codeberg|gitea|forgejo)\b/.test(host) ? "gitea" : "gitlab";
}

/**
 * The page for a new definition. GitLab fills in the name alone: it stopped taking the text.
 *
 * @param texts forms of the file, the best first; the first that an address can carry is taken, and none where all are too long
 */
export function newFile(repository: URL, forge: Forge, branch: string, slug: string, texts: readonly string[]): NewFile {
  const base = `${repository.origin}${repository.pathname}`;
  const at = branch.split("/").map(encodeURIComponent).join("/");
  if (forge === "gitlab") {
    const query = new URLSearchParams({ file_name: `${FOLDER}/${slug}.yaml` });
    return { url: `${base}/-/new/${at}?${query}`, filled: false };
  }
  const page = forge === "github" ? `${base}/new/${at}/${FOLDER}` : `${base}/_new/${at}/${FOLDER}`;
  const named = `${page}?${new URLSearchParams({ filename: `${slug}.yaml` })}`;
  const whole = texts.map((value) => `${named}&${new URLSearchParams({ value })}`).find((url) => url.length <= MAX_URL_CHARACTERS);
  return whole === undefined ? { url: named, filled: false } : { url: whole, filled: true };
}
