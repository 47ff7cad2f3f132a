// What opening a sealed badge needs and no other page does: its own chunk.

export { open, templateName } from "../sealing/open";
export { keyOf } from "../sealing/values";
