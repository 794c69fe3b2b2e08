import { type Problem, problem } from "#surveys/problem.ts";

/** Where a letter goes, in Denmark. All four are "" where nothing is known; `careOf` may be "" alone. */
export interface PostalAddress {
  careOf: string;
  street: string;
  postcode: string;
  town: string;
}

export const addressFields = ["careOf", "street", "postcode", "town"] as const;

export const noAddress: PostalAddress = { careOf: "", street: "", postcode: "", town: "" };

/** What a window shows of a line: more would be cut off. */
const longestLine = 45;

export function hasAddress({ street, postcode, town }: PostalAddress): boolean {
  return street !== "" && postcode !== "" && town !== "";
}

/**
 * Refused: "participant.address-incomplete" where a part is missing, "participant.postcode-wrong" for what is no Danish postcode,
 * "participant.too-long" for a line that the window of an envelope would cut.
 */
export function checkAddress(address: PostalAddress): Problem | null {
  if (addressFields.every((field) => address[field] === "")) return null;
  if (!hasAddress(address)) return problem("participant.address-incomplete");
  if (postcodeIn(address.postcode) === null) {
    return problem("participant.postcode-wrong", { postcode: address.postcode.slice(0, 20) });
  }
  const long = addressFields.find((field) => address[field].length > longestLine);
  return long ? problem("participant.too-long", { column: long, most: longestLine }) : null;
}

/** Four digits; a spreadsheet cuts the 0 of "0800", and some write "DK-8000". Null for anything else. */
export function postcodeIn(text: string): string | null {
  const digits = /^(?:DK[- ]?)?(\d{3,4})$/i.exec(text)?.[1];
  return digits === undefined ? null : digits.padStart(4, "0");
}
