/** What the `type` cell of a survey row asks for. */
export type RowType =
  | { is: "begin-group" }
  | { is: "end-group" }
  | { is: "begin-repeat" }
  | { is: "end-repeat" }
  | { is: "select"; how: "one" | "many" | "rank"; list: string; orOther: boolean; fromFile: boolean }
  | { is: "plain"; type: PlainType }
  | { is: "note" }
  | { is: "acknowledge" }
  | { is: "calculate" }
  /** What the device says of itself: never asked for here. */
  | { is: "device"; type: string }
  | { is: "not-offered"; type: string }
  | { is: "unknown"; type: string };

export type PlainType = "text" | "integer" | "decimal" | "range" | "date" | "time" | "datetime";

const plain: Record<string, PlainType> = {
  ...{ text: "text", string: "text", integer: "integer", int: "integer", decimal: "decimal", range: "range" },
  ...{ date: "date", time: "time", datetime: "datetime" },
};
const device = [
  ...["start", "end", "today", "deviceid", "phonenumber", "phone_number", "username", "email", "audit", "simserial"],
  ...["subscriberid", "start_geopoint", "background_audio", "background_geopoint", "hidden"],
];
const notOffered = [
  ...["geopoint", "geotrace", "geoshape", "image", "photo", "audio", "video", "file", "barcode", "csv_external"],
  ...["xml_external", "osm"],
];

/** Reads a `type` cell; spaces and underscores mean the same ("begin group", "select one from file x.csv"). */
export function readRowType(written: string): RowType {
  const text = written.trim().replace(/\s+/g, " ");
  const word = text.toLowerCase().replace(/[ -]/g, "_");
  const select = /^(select[ _]?one|select[ _]?multiple|rank)([ _]from[ _]file)?[ _](.+)$/i.exec(text);
  if (select) return readSelect(select[1] as string, Boolean(select[2]), select[3] as string);
  if (/^begin_group$/.test(word)) return { is: "begin-group" };
  if (/^end_group$/.test(word)) return { is: "end-group" };
  if (/^begin_repeat$/.test(word)) return { is: "begin-repeat" };
  if (/^end_repeat$/.test(word)) return { is: "end-repeat" };
  if (Object.hasOwn(plain, word)) return { is: "plain", type: plain[word] as PlainType };
  if (word === "note") return { is: "note" };
  if (word === "acknowledge" || word === "trigger") return { is: "acknowledge" };
  if (word === "calculate") return { is: "calculate" };
  if (device.includes(word)) return { is: "device", type: word };
  return { is: notOffered.includes(word) ? "not-offered" : "unknown", type: text };
}

function readSelect(kind: string, fromFile: boolean, rest: string): RowType {
  const orOther = /[ _]or[ _]other$/i.test(rest);
  const how = /multiple/i.test(kind) ? "many" : /^rank/i.test(kind) ? "rank" : "one";
  return { is: "select", how, list: rest.replace(/[ _]or[ _]other$/i, "").trim(), orOther, fromFile };
}
