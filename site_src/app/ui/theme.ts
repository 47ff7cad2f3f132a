// The theme's own scripts (search, the switch between light and dark), which the verify page names without letting them run: they take
// longer than a verdict. They start when the page is there, or, where a link asks for a verdict, once that stands.

import { ANSWERED, whenRead } from "./dom";

/** For a verdict that does not come. */
const MOST_MILLISECONDS = 3000;

export function startTheme(afterAnswer: boolean): void {
  const start = () => {
    for (const { dataset } of document.querySelectorAll<HTMLScriptElement>("script[data-later]")) {
      const script = document.createElement("script");
      script.src = dataset["later"] ?? "";
      script.async = false; // in their order
      delete dataset["later"];
      document.body.append(script);
    }
  };
  if (!afterAnswer) return whenRead(start);
  document.addEventListener(ANSWERED, () => whenRead(start), { once: true });
  setTimeout(() => whenRead(start), MOST_MILLISECONDS);
}
