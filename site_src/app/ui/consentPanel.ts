// Where a check stopped short of another website: the panel that asks the visitor, loaded only then.

import type { Report } from "../verify/report";
import { element } from "./dom";
import { environment } from "./environment";
import type { Session } from "./session";

/** A panel for what was wanted and not asked; nothing where nothing was, or where there is no network to ask. */
export function consentPanel(report: Report, session: Session, again: () => void): HTMLElement[] {
  const wanted = new Map(session.door.refused);
  if (!environment.online || wanted.size === 0 || report.outcome !== "indeterminate") return [];
  const place = element("div", {});
  void import("./consent").then(({ consentView }) =>
    place.append(consentView(wanted, again, (host) => session.door.allowed.add(host))),
  );
  return [place];
}
