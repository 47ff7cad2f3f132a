// Stands in for the HTTP client jsonld.js asks for: contexts are a closed set, and nothing here may reach a network.

function refuse(): never {
  throw new Error("no HTTP client is part of this bundle");
}

export const httpClient = refuse;
export const kyPromise = refuse;
