// How long an award still holds, in words, and its end as an entry for a calendar. Pure: the time is an argument.

const DAY_MILLISECONDS = 86_400_000;
/** RFC 5545 §3.1: a line has at most 75 octets; what is longer goes on after a line break and a space. */
const MAX_LINE_OCTETS = 75;
/** Enough to sit an assessment again. */
const REMIND_DAYS_BEFORE = 60;

/** `97 days left`, `Runs out today`, `Ran out 3 days ago`; days are counted in UTC, as the credential counts them. */
export function timeLeft(until: Date, now: Date): string {
  const days = Math.floor(until.getTime() / DAY_MILLISECONDS) - Math.floor(now.getTime() / DAY_MILLISECONDS);
  if (now.getTime() > until.getTime()) return days === 0 ? "Ran out today" : `Ran out ${count(-days)} ago`;
  return days === 0 ? "Runs out today" : `${count(days)} left`;
}

export interface End {
  /** UUID of the credential. */
  readonly id: string;
  /** What was awarded. */
  readonly name: string;
  readonly until: Date;
  /** The page of the award, without a fragment: a calendar is often shared. */
  readonly url: string;
}

/** An iCalendar file (RFC 5545) with the day on which an award runs out, and a reminder 60 days before. */
export function calendar({ id, name, until, url }: End, now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Laurels//Badge page//EN",
    "BEGIN:VEVENT",
    `UID:${id}-end`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART;VALUE=DATE:${stamp(until).slice(0, 8)}`,
    `SUMMARY:${escape(`${name} runs out`)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escape(`${name} runs out in ${REMIND_DAYS_BEFORE} days`)}`,
    `TRIGGER:-P${REMIND_DAYS_BEFORE}D`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function count(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en")} days`;
}

function stamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** RFC 5545 §3.3.11. */
function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r\n|[\r\n]/g, "\\n").replaceAll(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
}

function fold(line: string): string {
  const octets = new TextEncoder();
  let made = "";
  let length = 0;
  // By character, so that none is cut in two.
  for (const character of line) {
    const size = octets.encode(character).length;
    if (length + size > MAX_LINE_OCTETS) {
      made += "\r\n ";
      length = 1;
    }
    made += character;
    length += size;
  }
  return made;
}
