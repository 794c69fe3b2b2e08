import type { Audience, UploadTable } from "#db/schema.ts";
import type { AcceptedParticipant, CheckedParticipants, RowProblem } from "./participant-check.ts";
import type { ParticipantFile } from "./read-participants.ts";

/** What confirming a file would do, for the coordinator to look at. */
export interface UploadPreview {
  uploadId: string;
  fileName: string;
  audience: Audience;
  expiresAt: string;
  /** Rows below the header; created + renewed + problemCount + withdrawn. */
  rows: number;
  created: number;
  renewed: number;
  problemCount: number;
  /** Rows of people who have withdrawn: they are not stored again. */
  withdrawn: number;
  /** The first problems by line, at most `previewLimits.problems`. */
  problems: RowProblem[];
  /** The first good rows, at most `previewLimits.rows`. */
  sample: AcceptedParticipant[];
  segmentNames: string[];
  /** Headings of columns that will not be stored. */
  leftOut: string[];
}

const previewLimits = { problems: 200, rows: 10 };

export function summariseUpload(
  upload: Pick<UploadTable, "id" | "file_name" | "audience" | "expires_at">,
  file: ParticipantFile,
  { accepted, problems, withdrawn }: CheckedParticipants,
): UploadPreview {
  const created = accepted.filter(({ presentId }) => presentId === null).length;
  return {
    uploadId: upload.id,
    fileName: upload.file_name,
    audience: upload.audience,
    expiresAt: upload.expires_at,
    rows: file.rows.length,
    created,
    renewed: accepted.length - created,
    problemCount: problems.length,
    withdrawn,
    problems: problems.slice(0, previewLimits.problems),
    sample: accepted.slice(0, previewLimits.rows),
    segmentNames: file.segmentNames,
    leftOut: file.leftOut,
  };
}
