// Other hosts than the page's own: which may be asked at all. Loaded when a badge names one.

const PRIVATE = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|onion|home\.arpa)$/;

/** Whether a host may be asked at all: a public name, no address of a machine. */
export function isPublicName(host: string): boolean {
  // As the browser writes hosts: IPv4 in four numbers, IPv6 in brackets, lower case.
  return host.includes(".") && !/[[\]:]/.test(host) && !/(?:^|\.)\d+\.?$/.test(host) && !PRIVATE.test(host.replace(/\.$/, ""));
}

/** A public https address without a user name, as the browser reads it. */
export function foreignAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  return isPublicName(url.hostname) ? url : null;
}
