// Entry of the checker's own bundle: a worker's whole program, and in a page the same as a module.

import { serve } from "./worker";

export { Jobs } from "./jobs";

if (typeof document === "undefined") serve(self as unknown as Parameters<typeof serve>[0]);
