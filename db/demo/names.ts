import type { Random } from "./random.ts";

const firstNames = [
  ...[
    "Agnes",
    "Asger",
    "Birk",
    "Ditte",
    "Ebbe",
    "Ellen",
    "Freja",
    "Gorm",
    "Hanne",
    "Ivar",
    "Jytte",
    "Karla",
    "Leif",
    "Maja",
  ],
  ...["Nadia", "Omar", "Pernille", "Rune", "Sara", "Tove", "Ulrik", "Vibe", "Yusuf", "Zenia", "Åse", "Øyvind"],
];

/** Trees, birds and weather put together: nobody is called that. */
const familyStarts = ["Bøge", "Lærke", "Vinter", "Kløver", "Regnbue", "Hyben", "Solsort", "Tåge", "Anemone", "Strand"];
const familyEnds = ["blad", "fløjt", "glimt", "hegn", "krone", "lygte", "sky", "sti", "vind", "ø"];

/** A name that plainly is made up, and an address that no mail server has (example.dk is kept for examples). */
export function drawName(random: Random, number: number): { name: string; email: string } {
  const firstName = random.pick(firstNames);
  const familyName = random.pick(familyStarts) + random.pick(familyEnds);
  return { name: `${firstName} ${familyName}`, email: `${inAscii(`${firstName}.${familyName}`)}.${number}@example.dk` };
}

function inAscii(name: string): string {
  return name.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
}
