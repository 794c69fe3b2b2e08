/** Signs of the short code in a letter (`surveys/fieldwork/short-code.ts`, which this part may not read; a test holds the two together). */
export const codeLength = 8;
