const zeros = [0x0660, 0x06f0, 0x0966, 0xff10];

/**
 * Figures as Arabic, Persian, Urdu and other keyboards write them, in the figures that are stored: "٢٫٥" is "2.5", "۱۴۰۳" is "1403". For numbers,
 * dates, codes and the like; never for people's own sentences.
 */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (figure) => {
      const code = figure.charCodeAt(0);
      return String(code - (zeros.find((zero) => code >= zero && code <= zero + 9) as number));
    })
    .replace(/\u066b/g, ".")
    .replace(/[\u200e\u200f\u061c]/g, "");
}
