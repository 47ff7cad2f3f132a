// Stands in for the cache that jsonld.js asks for: what it keeps of processed contexts, the least recently used first to go.
// CommonJS, because that is how it is asked for.

module.exports = class LRU {
  #max;
  #held = new Map();

  constructor({ max }) {
    this.#max = max;
  }

  get(key) {
    const value = this.#held.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key, value) {
    this.#held.delete(key);
    this.#held.set(key, value);
    if (this.#held.size > this.#max) this.#held.delete(this.#held.keys().next().value);
  }
};
