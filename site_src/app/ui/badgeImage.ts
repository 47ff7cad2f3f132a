// A badge's picture with the credential inside (Open Badges 3.0 §5.3.2, baking an SVG): a file to keep that says what it is.

const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";

/** The picture with the credential baked in, or null where the text is no SVG. */
export function bake(svg: string, credential: string): string | null {
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = picture.documentElement;
  if (root.localName !== "svg" || picture.querySelector("parsererror") !== null || credential.includes("]]>")) return null;
  const holder = picture.createElementNS(NAMESPACE, "openbadges:credential");
  holder.append(picture.createCDATASection(credential));
  root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:openbadges", NAMESPACE);
  root.prepend(holder);
  return new XMLSerializer().serializeToString(picture);
}
