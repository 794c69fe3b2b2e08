import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { participantCounts } from "#surveys/fieldwork/participant.server.ts";
import { cancelUpload, confirmUpload, previewUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import type { UploadPreview } from "#surveys/fieldwork/upload-preview.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, carlas, makeMailWorld, morning } from "#tests/support/mail-world.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

async function stage(text: string, audience: "resident" | "actor" = "resident"): Promise<UploadPreview> {
  const staged = await stageUpload(db, carlas(), { audience, fileName: "liste.csv", content: Buffer.from(text) });
  if (isProblem(staged)) throw new Error(JSON.stringify(staged));
  return staged;
}

function people() {
  return db.selectFrom("participant").selectAll().orderBy("email").execute();
}

describe("the preview of an upload", () => {
  test("names every bad row with its line, and stores nobody", async () => {
    const preview = await stage(
      [
        "email;navn;sprog;bydel",
        "anna@borger.dk;Anna;dansk;Nord",
        ";Bo;dansk;Nord",
        "carl(at)borger.dk;Carl;;Nord",
        "ANNA@borger.dk ;Anna igen;;Syd",
        "dora@borger.dk;Dora;klingon;Nord",
        `erik@borger.dk;${"x".repeat(121)};en;Nord`,
        "fie@borger.dk;Fie;English;Syd",
        "gry@borger.dk;Gry;en;Syd;Øst",
      ].join("\n"),
    );
    expect(preview).toMatchObject({ rows: 8, created: 2, renewed: 0, problemCount: 6 });
    expect(preview.problems.map(({ line, problem }) => [line, problem.problem])).toEqual([
      [3, "participant.email-missing"],
      [4, "participant.email-wrong"],
      [5, "participant.twice"],
      [6, "participant.language-unknown"],
      [7, "participant.too-long"],
      [9, "participant.overfull"],
    ]);
    expect(preview.problems[2]?.problem.values).toEqual({ line: 2 });
    expect(await people()).toEqual([]);
  });

  test("knows the organisations that take part today, and no others", async () => {
    const preview = await stage(
      [
        "email;organisation;bydel",
        "anna@politi.dk;NORDBY POLITI;Nord",
        "bo@skole.dk;Nordby Gymnasium;Nord",
        "carl@x.dk;Ukendt;Nord",
        "dora@x.dk;;Nord",
      ].join("\n"),
      "actor",
    );
    expect(preview.sample).toMatchObject([{ email: "anna@politi.dk", organisationId: "police" }]);
    expect(preview.problems.map(({ problem }) => problem.problem)).toEqual([
      "participant.organisation-unknown",
      "participant.organisation-unknown",
      "participant.organisation-missing",
    ]);
  });

  test.each(["a b@c.dk", "a@b", "@b.dk", "a@b..dk", "a@@b.dk", "a@b.dk,c@d.dk", "a\r\nBcc:x@y.dk@b.dk", "<a@b.dk>"])(
    "refuses %j as an address",
    async (email) => {
      expect(await stage(`email;x\n"${email}";1\n`)).toMatchObject({ created: 0, problemCount: 1 });
    },
  );

  test.each(["anna.b+c@borger.dk", "a@blåbærgrød.dk", "o'hara@borger.co.uk"])(
    "takes %j as an address",
    async (email) => {
      expect(await stage(`email;x\n${email};1\n`)).toMatchObject({ created: 1, problemCount: 0 });
    },
  );
});

describe("confirming an upload", () => {
  test("stores the good rows, renews those who are there, and forgets the file", async () => {
    await addPerson(db, { id: "anna", language: "en", optedOut: true });
    const { uploadId } = await stage(
      "email;navn;sprog;bydel\nanna@borger.example;Anna Ny;;Nord\nbo@borger.example;Bo;en;Syd\nintet;;;\n",
    );
    expect(await confirmUpload(db, carlas(), uploadId)).toEqual({ created: 1, renewed: 1, left: 1 });
    expect(await people()).toMatchObject([
      { id: "anna", name: "Anna Ny", language: "en", segments: '{"bydel":"Nord"}', opted_out: 1 },
      { name: "Bo", key: "bo@borger.example", language: "en", segments: '{"bydel":"Syd"}', opted_out: 0 },
    ]);
    expect(await participantCounts(db, "nightlife")).toMatchObject({ resident: { people: 2, optedOut: 1 } });
    expect(await db.selectFrom("upload").selectAll().execute()).toEqual([]);
    expect(await confirmUpload(db, carlas(), uploadId)).toEqual({ problem: "upload.gone" });
  });

  test("lets an empty cell change nothing, and a file without keys invite nobody anew", async () => {
    const first = await stage("id;email;navn;bydel\n1;anna@borger.dk;Anna;Nord\n");
    await confirmUpload(db, carlas(), first.uploadId);
    const renewed = await stage("id;email;alder\n1;anna@ny.dk;30-44\n");
    expect(await confirmUpload(db, carlas(), renewed.uploadId)).toMatchObject({ created: 0, renewed: 1 });
    expect(await people()).toMatchObject([
      { email: "anna@ny.dk", name: "Anna", segments: '{"bydel":"Nord","alder":"30-44"}' },
    ]);
    const keyless = await stage("email;navn\nanna@ny.dk;Anna\n");
    expect(keyless.problems.map(({ problem }) => problem.problem)).toEqual(["participant.email-taken"]);
  });

  test("lets two people swap addresses", async () => {
    const first = await stage("id;email\n1;a@b.dk\n2;c@d.dk\n");
    await confirmUpload(db, carlas(), first.uploadId);
    const swapped = await stage("id;email\n1;c@d.dk\n2;a@b.dk\n");
    expect(await confirmUpload(db, carlas(), swapped.uploadId)).toMatchObject({ renewed: 2, left: 0 });
  });

  test("is refused where no row is good, and the file can still be looked at", async () => {
    const { uploadId } = await stage("email;navn\nforkert;Anna\n");
    expect(await confirmUpload(db, carlas(), uploadId)).toEqual({ problem: "upload.nothing-to-store" });
    expect(await previewUpload(db, carlas(), uploadId)).toMatchObject({ problemCount: 1 });
  });

  test("is refused for another initiative, another person, after an hour and after cancelling", async () => {
    const { uploadId } = await stage("email;navn\nanna@borger.dk;Anna\n");
    const gone = { problem: "upload.gone" };
    const later = new Date(morning.getTime() + 60 * 60_000);
    expect(await confirmUpload(db, { ...carlas(), initiativeId: "housing" }, uploadId)).toEqual(gone);
    expect(await confirmUpload(db, { ...carlas(), accountId: "erik" }, uploadId)).toEqual(gone);
    expect(await confirmUpload(db, carlas(later), uploadId)).toEqual(gone);
    await cancelUpload(db, carlas(), uploadId);
    expect(await confirmUpload(db, carlas(), uploadId)).toEqual(gone);
    expect(await people()).toEqual([]);
  });

  test("of the same file twice at once stores it once", async () => {
    const { uploadId } = await stage("email;navn\nanna@borger.dk;Anna\n");
    const outcomes = await Promise.all([confirmUpload(db, carlas(), uploadId), confirmUpload(db, carlas(), uploadId)]);
    expect(outcomes.filter(isProblem)).toEqual([{ problem: "upload.gone" }]);
    expect(await people()).toHaveLength(1);
  });
});
