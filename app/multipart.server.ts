import {
  unstable_createMemoryUploadHandler as createMemoryUploadHandler,
  MaxPartSizeExceededError,
  unstable_parseMultipartFormData as parseMultipartFormData,
} from "@remix-run/node";
import { type Problem, problem } from "#surveys/problem.ts";

const mostMegabytes = 10;
const mostMegabytesInAll = 60;

/** A form that may hold files, read into memory: at most 10 MB a field, 60 MB in all. Refused: "upload.too-large", "request.unreadable". */
export async function readMultipart(request: Request): Promise<FormData | Problem> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (length > mostMegabytesInAll * 1024 * 1024) return problem("upload.too-large", { megabytes: mostMegabytes });
  if (!(length >= 0)) return problem("request.unreadable");
  const handler = createMemoryUploadHandler({ maxPartSize: mostMegabytes * 1024 * 1024 });
  try {
    return await parseMultipartFormData(request, handler);
  } catch (fault) {
    if (fault instanceof MaxPartSizeExceededError) return problem("upload.too-large", { megabytes: mostMegabytes });
    return problem("request.unreadable");
  }
}

export interface SentFile {
  fileName: string;
  content: Buffer;
}

/** The file of a field; null where none was chosen. */
export async function fileIn(form: FormData, name: string): Promise<SentFile | null> {
  return (await filesIn(form, name))[0] ?? null;
}

/** The files of a field that takes several. Browsers send an empty file without a name where none was chosen. */
export async function filesIn(form: FormData, name: string): Promise<SentFile[]> {
  const files = form.getAll(name).filter((file) => file instanceof File && !(file.name === "" && file.size === 0));
  return Promise.all(
    (files as File[]).map(async (file) => ({ fileName: file.name, content: Buffer.from(await file.arrayBuffer()) })),
  );
}
