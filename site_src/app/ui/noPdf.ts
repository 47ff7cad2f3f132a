// In the place of pdf.ts where one file holds everything: the reader of PDF is six times as large as all the rest.

import { ContainerError, type PdfReader } from "../verify/containers";

export const readPdf: PdfReader = async () => {
  throw new ContainerError("decode.pdf", { reason: "only the verify page of a site looks into PDF files" });
};
