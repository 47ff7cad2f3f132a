// The text of a QR code in a photo or a screenshot: by the browser where it can, else by a library that is loaded then.

import type { QrReader } from "../verify/containers";

/** Longer sides are made smaller first: no code needs more, and a photo of a phone has four times as much. */
const MAX_SIDE = 1600;

interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string }[]>;
}
interface Detection {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The text, or null where there is no code that can be read, or no picture. */
export const readQr: QrReader = async (data) => {
  const image = await createImageBitmap(new Blob([new Uint8Array(data)])).catch(() => null);
  if (image === null) return null;
  try {
    return (await byBrowser(image)) ?? (await byLibrary(image));
  } finally {
    image.close();
  }
};

async function byBrowser(image: ImageBitmap): Promise<string | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detection };
  try {
    if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
    return (await new BarcodeDetector({ formats: ["qr_code"] }).detect(image))[0]?.rawValue ?? null;
  } catch {
    return null; // some systems offer it and have nothing behind it
  }
}

async function byLibrary(image: ImageBitmap): Promise<string | null> {
  const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
  const [width, height] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))];
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) return null;
  // White behind what is transparent: a code needs its light modules.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const { decodeQR } = await import("qr/decode.js");
  try {
    return decodeQR(context.getImageData(0, 0, width, height));
  } catch {
    return null; // the library throws where it finds none
  }
}
