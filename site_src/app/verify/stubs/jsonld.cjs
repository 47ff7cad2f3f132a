// The two functions of jsonld.js that are called, put together from its own parts: the rest of its entry (compaction, framing,
// loaders) is a tenth of what a visitor would load. It follows `expand` and `toRDF` of its lib/jsonld.js.

const expand = require("jsonld/lib/expand").expand;
const toRDF = require("jsonld/lib/toRdf").toRDF;
const ContextResolver = require("jsonld/lib/ContextResolver");
const getInitialContext = require("jsonld/lib/context").getInitialContext;
const setupEventHandler = require("jsonld/lib/events").setupEventHandler;
const clone = require("jsonld/lib/util").clone;
const Cache = require("./lru-cache.cjs");

const sharedCache = new Cache({ max: 100 });

function settings(options) {
  return {
    keepFreeFloatingNodes: false,
    contextResolver: new ContextResolver({ sharedCache }),
    ...options,
    eventHandler: setupEventHandler({ options }),
  };
}

module.exports = {
  async expand(input, given) {
    const options = settings(given);
    const expanded = await expand({ activeCtx: getInitialContext(options), element: clone(input), options });
    const isGraph = expanded !== null && typeof expanded === "object" && !Array.isArray(expanded) && "@graph" in expanded;
    if (isGraph && Object.keys(expanded).length === 1) return [expanded["@graph"]].flat();
    if (expanded === null) return [];
    return Array.isArray(expanded) ? expanded : [expanded];
  },

  async toRDF(expanded, given) {
    return toRDF(expanded, settings(given));
  },
};
