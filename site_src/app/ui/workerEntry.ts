// Entry of the worker's bundle.

import { serve } from "./worker";

serve(self as unknown as Parameters<typeof serve>[0]);
