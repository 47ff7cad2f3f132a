// Stands in for the parts of jsonld.js that nothing here calls: documents are only ever expanded and turned into RDF.

function refuse(): never {
  throw new Error("this part of jsonld.js is not part of this bundle");
}

export const cleanupNull = refuse;
export const compact = refuse;
export const compactIri = refuse;
export const flatten = refuse;
export const frameMergedOrDefault = refuse;
export const fromRDF = refuse;
