import { expect, it } from "vitest";
import type { Question } from "#surveys/answering/survey-page.ts";
import { checkText } from "#surveys/answering/text-check.ts";
import { latinDigits } from "#surveys/latin-digits.ts";

const asked = (inputType: Question["inputType"]) => ({ inputType, maxLength: 50, min: 0, max: 5000 }) as Question;

it("figures of other keyboards are read as the ones that are stored", () => {
  expect(latinDigits("٠١٢٣٤٥٦٧٨٩")).toBe("0123456789");
  expect(latinDigits("۰۱۲۳۴۵۶۷۸۹")).toBe("0123456789");
  expect(latinDigits("०९ ０９ 7A")).toBe("09 09 7A");
  expect(latinDigits("\u200f٢٫٥\u200e")).toBe("2.5");
});

it("a number, a date and a time may be typed in them; a person's own words stay as they are", () => {
  expect(checkText(asked("number"), "٢٫٥")).toEqual({ value: 2.5 });
  expect(checkText(asked("number"), "۱۴۰۳")).toEqual({ value: 1403 });
  expect(checkText({ ...asked("date"), min: null, max: null }, "٢٠٢٦-١١-٣٠")).toEqual({ value: "2026-11-30" });
  expect(checkText(asked("time"), "۱۴:۳۰")).toEqual({ value: "14:30" });
  expect(checkText(asked("text"), "الساعة ٢")).toEqual({ value: "الساعة ٢" });
  expect(checkText(asked("number"), "٢٬٥٠٠")).toEqual({ code: "not-a-number" });
});
