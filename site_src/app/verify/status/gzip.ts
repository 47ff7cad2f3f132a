// gzip (RFC 1952) and DEFLATE (RFC 1951), unpacked under a cap and with one answer for each way to be wrong.
// DecompressionStream is not used: it cannot be stopped at a size for certain, nor says whether data was cut off.

/** The data is not gzip: damaged, or something else. */
export class GzipError extends Error {
  override name = "GzipError";
}

/** The data ends too early, or goes on after its end. */
export class GzipLengthError extends Error {
  override name = "GzipLengthError";
}

/** Unpacked it would be larger than allowed. */
export class GzipSizeError extends Error {
  override name = "GzipSizeError";
}

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
  24577,
];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_CODE_BITS = 15;

/** The bytes behind exactly one gzip member. */
export function gunzip(packed: Uint8Array, maxBytes: number): Uint8Array {
  const input = new Bits(packed);
  readHeader(input);
  const output = new Output(maxBytes);
  inflate(input, output);
  input.alignToByte();
  const bytes = output.bytes();
  if (input.number(4) !== crc32(bytes)) throw new GzipError("checksum");
  if (input.number(4) !== bytes.length % 2 ** 32) throw new GzipError("size");
  if (!input.atEnd()) throw new GzipLengthError("trailing data");
  return bytes;
}

/** RFC 1952 §2.3. */
function readHeader(input: Bits): void {
  if (input.number(2) !== 0x8b1f || input.byte() !== 8) throw new GzipError("header");
  const flags = input.byte();
  if (flags & 0xe0) throw new GzipError("header");
  input.number(6);
  if (flags & 4) for (let left = input.number(2); left > 0; left -= 1) input.byte();
  for (const text of [8, 16]) if (flags & text) while (input.byte() !== 0);
  if (flags & 2) {
    const expected = crc32(input.taken()) & 0xffff;
    if (input.number(2) !== expected) throw new GzipError("header");
  }
}

/** RFC 1951 §3.2.3. */
function inflate(input: Bits, output: Output): void {
  for (let last = 0; !last; ) {
    last = input.bits(1);
    const kind = input.bits(2);
    if (kind === 0) copyStored(input, output);
    else if (kind === 1) inflateBlock(input, output, FIXED_LENGTHS, FIXED_DISTANCES);
    else if (kind === 2) inflateBlock(input, output, ...readTables(input));
    else throw new GzipError("block type");
  }
}

function copyStored(input: Bits, output: Output): void {
  input.alignToByte();
  const length = input.number(2);
  if (input.number(2) !== (length ^ 0xffff)) throw new GzipError("stored length");
  for (let left = length; left > 0; left -= 1) output.push(input.byte());
}

function inflateBlock(input: Bits, output: Output, lengths: Huffman, distances: Huffman): void {
  for (;;) {
    const symbol = lengths.read(input);
    if (symbol < 256) {
      output.push(symbol);
    } else if (symbol === 256) {
      return;
    } else {
      const length = expand(input, symbol - 257, LENGTH_BASE, LENGTH_EXTRA);
      output.repeat(expand(input, distances.read(input), DISTANCE_BASE, DISTANCE_EXTRA), length);
    }
  }
}

function expand(input: Bits, code: number, base: number[], extra: number[]): number {
  const start = base[code];
  if (start === undefined) throw new GzipError("code");
  return start + input.bits(extra[code] as number);
}

/** RFC 1951 §3.2.7. */
function readTables(input: Bits): [Huffman, Huffman] {
  const literals = input.bits(5) + 257;
  const distances = input.bits(5) + 1;
  const codes = input.bits(4) + 4;
  if (literals > 286 || distances > 30) throw new GzipError("table size");
  const meta = new Array<number>(19).fill(0);
  for (const symbol of CODE_LENGTH_ORDER.slice(0, codes)) meta[symbol] = input.bits(3);
  const decoder = new Huffman(meta, false);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = decoder.read(input);
    if (symbol < 16) {
      lengths.push(symbol);
      continue;
    }
    const previous = lengths.at(-1);
    if (symbol === 16 && previous === undefined) throw new GzipError("repeat");
    const times = symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7);
    lengths.push(...new Array<number>(times).fill(symbol === 16 ? (previous as number) : 0));
  }
  if (lengths.length > literals + distances || lengths[256] === 0) throw new GzipError("table");
  return [new Huffman(lengths.slice(0, literals), true), new Huffman(lengths.slice(literals), true)];
}

/** A canonical Huffman code (RFC 1951 §3.2.2). */
class Huffman {
  readonly #counts = new Array<number>(MAX_CODE_BITS + 1).fill(0);
  readonly #symbols: number[];

  constructor(lengths: readonly number[], mayBeOneBit: boolean) {
    for (const length of lengths) (this.#counts[length] as number) += 1;
    this.#counts[0] = 0;
    this.#refuseUneven(mayBeOneBit);
    const symbols = lengths.map((length, symbol) => ({ length, symbol })).filter(({ length }) => length > 0);
    this.#symbols = symbols.sort((a, b) => a.length - b.length || a.symbol - b.symbol).map(({ symbol }) => symbol);
  }

  /** Only an empty code and a single code of one bit may leave patterns unused, as zlib has it. */
  #refuseUneven(mayBeOneBit: boolean): void {
    let free = 1;
    let longest = 0;
    for (let bits = 1; bits <= MAX_CODE_BITS; bits += 1) {
      const count = this.#counts[bits] as number;
      free = free * 2 - count;
      if (free < 0) throw new GzipError("over-subscribed code");
      if (count > 0) longest = bits;
    }
    if (free > 0 && longest !== 0 && !(mayBeOneBit && longest === 1)) throw new GzipError("incomplete code");
    if (longest === 0 && !mayBeOneBit) throw new GzipError("empty code");
  }

  read(input: Bits): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_CODE_BITS; bits += 1) {
      code |= input.bits(1);
      const count = this.#counts[bits] as number;
      if (code - first < count) return this.#symbols[index + code - first] as number;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new GzipError("code");
  }
}

class Bits {
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(readonly data: Uint8Array) {}

  /** A number of at most 16 bits, least significant first. */
  bits(wanted: number): number {
    while (this.#count < wanted) {
      this.#held |= this.#next() << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << wanted) - 1);
    this.#held >>>= wanted;
    this.#count -= wanted;
    return value;
  }

  /** Fewer than eight bits are ever held, so what remains belongs to the byte begun. */
  alignToByte(): void {
    this.#held = 0;
    this.#count = 0;
  }

  byte(): number {
    return this.#next();
  }

  /** A little-endian number of whole bytes. */
  number(bytes: number): number {
    let value = 0;
    for (let at = 0; at < bytes; at += 1) value += this.#next() * 2 ** (8 * at);
    return value;
  }

  taken(): Uint8Array {
    return this.data.subarray(0, this.#at);
  }

  atEnd(): boolean {
    return this.#at === this.data.length;
  }

  #next(): number {
    const byte = this.data[this.#at];
    if (byte === undefined) throw new GzipLengthError("cut off");
    this.#at += 1;
    return byte;
  }
}

class Output {
  #buffer = new Uint8Array(1 << 14);
  #length = 0;

  constructor(readonly maxBytes: number) {}

  push(byte: number): void {
    if (this.#length === this.maxBytes) throw new GzipSizeError("too large");
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(Math.min(this.maxBytes, this.#buffer.length * 2));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length] = byte;
    this.#length += 1;
  }

  repeat(distance: number, length: number): void {
    if (distance > this.#length) throw new GzipError("distance");
    for (let left = length; left > 0; left -= 1) this.push(this.#buffer[this.#length - distance] as number);
  }

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** RFC 1952 §8. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

// RFC 1951 §3.2.6; the codes 286, 287, 30 and 31 take part in the code but never occur in data.
const FIXED_LENGTHS = new Huffman(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  false,
);
const FIXED_DISTANCES = new Huffman(new Array<number>(32).fill(5), false);
