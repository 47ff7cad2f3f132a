// Dates and instants, read strictly: XSD dateTimeStamp (XML Schema 1.1 part 2 §3.4.28) by pattern and calendar.
// Never `new Date(text)`: it takes 30 February and a dozen other malformed dates.

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;
const MAX_OFFSET_MINUTES = 14 * 60; // XML Schema 1.1 part 2 §3.3.7
const SECONDS_A_DAY = 86_400;

/** A UTC instant: whole seconds since 1970-01-01T00:00:00Z, and microseconds beyond them (further digits are cut off). */
export interface Instant {
  readonly seconds: number;
  readonly microseconds: number;
}

/** Days since 1970-01-01 of a date that exists, years 1 to 9999; else null. */
function dayNumber(year: number, month: number, day: number): number | null {
  if (year < 1) return null;
  const date = new Date(0);
  // setUTCFullYear, because Date.UTC reads a year below 100 as 19xx.
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 1000 / SECONDS_A_DAY : null;
}

/** Minutes east of UTC of `Z` or `±hh:mm`; null when there is no such time zone. */
function offsetMinutes(zone: string): number | null {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(4, 6));
  const total = Number(zone.slice(1, 3)) * 60 + minutes;
  if (minutes > 59 || total > MAX_OFFSET_MINUTES) return null;
  return zone.startsWith("-") ? -total : total;
}

/** The instant of an XSD dateTimeStamp; null for any other text or an impossible date. */
export function parseTimestamp(text: string): Instant | null {
  const parts = TIMESTAMP.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const days = dayNumber(year, month, day);
  const offset = offsetMinutes(parts[8] as string);
  if (days === null || offset === null || hour > 23 || minute > 59 || second > 59) return null;
  const seconds = days * SECONDS_A_DAY + hour * 3600 + minute * 60 + second - offset * 60;
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return null;
  return { seconds, microseconds: Number((parts[7] ?? "").padEnd(6, "0").slice(0, 6)) };
}

/** An instant as XSD dateTimeStamp in UTC, whole seconds. */
export function formatTimestamp({ seconds }: Instant): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/**
 * A NumericDate (RFC 7519 §2: seconds since 1970, possibly with a fraction) as XSD dateTimeStamp; null for anything else.
 * A fraction of a second is cut off; years 1970 to 9999.
 */
export function fromNumericDate(value: unknown): string | null {
  if (typeof value !== "number" || value < 0 || value > LAST_SECOND) return null;
  return formatTimestamp({ seconds: Math.floor(value), microseconds: 0 });
}

/** The first instant of a calendar date `YYYY-MM-DD`, UTC; null for any other text or a day that does not exist. */
export function parseDate(text: string): Instant | null {
  const parts = DATE.exec(text);
  const days = parts && dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return days === null ? null : { seconds: days * SECONDS_A_DAY, microseconds: 0 };
}

/** Negative, zero or positive as the first instant is before, at or after the second. */
export function compareInstants(left: Instant, right: Instant): number {
  return left.seconds - right.seconds || left.microseconds - right.microseconds;
}

const FIRST_SECOND = (dayNumber(1, 1, 1) as number) * SECONDS_A_DAY;
const LAST_SECOND = (dayNumber(9999, 12, 31) as number) * SECONDS_A_DAY + SECONDS_A_DAY - 1;
