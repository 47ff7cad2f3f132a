// Comes before a peer that fetches by itself: what it asks of the badge's site is answered by the server of the page, and what it asks
// of anybody else is not there.

const { fetch } = globalThis;
const SITE = "https://laurels.example/";

globalThis.fetch = async (asked, options) => {
  const url = new URL(typeof asked === "string" ? asked : (asked.url ?? asked.href), location.href);
  if (url.origin === location.origin) return fetch(asked, options);
  return url.href.startsWith(SITE) ? fetch(new URL(`./${url.href.slice(SITE.length)}`, location.href)) : new Response(null, { status: 404 });
};
