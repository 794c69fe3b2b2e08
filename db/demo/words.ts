import type { Random } from "./random.ts";

/** What people write in their own words, by question; `later` is for the follow-ups. */
export interface Words {
  /** Fraction of people who write anything. */
  share: number;
  baseline: string[];
  later: string[];
  /** Names and facts: whoever fills the field in has something to say. */
  facts?: true;
}

const nothing = [
  "Nej",
  "Ikke noget særligt",
  "Ingenting",
  "Ved ikke",
  "Det kan jeg ikke lige komme på",
  "Alt er som før",
  "-",
];
const endings = [
  "",
  "",
  "",
  "",
  " Det havde jeg ikke ventet.",
  " Sådan ser jeg det i hvert fald.",
  " Det er mit indtryk.",
];

/** Words for a question, or null from those who leave it empty. Every fourth who is asked for an opinion has none and says so. */
export function drawWords(random: Random, words: Words | undefined, position: number): string | null {
  if (!words || !random.chance(words.share)) return null;
  if (!words.facts && random.chance(0.25)) return random.pick(nothing);
  const sentence = random.pick(position === 0 ? words.baseline : words.later);
  return sentence.endsWith(".") ? sentence + random.pick(endings) : sentence;
}

/** The residents' question on what changed unexpectedly, by initiative. */
export const residentWords: Record<string, Record<string, Words>> = {
  "trygt-natteliv": {
    "unexpected-change": {
      share: 0.12,
      baseline: [
        "Der er flere på gaden om natten end for et par år siden.",
        "Larmen fra havnen er blevet værre om lørdagen.",
        "Der er kommet flere steder at gå hen, men også flere fulde folk.",
        "Bussen kører ikke længere efter klokken to, så man går hjem alene.",
        "Jeg undgår gågaden efter midnat.",
        "Der er blevet pænere ved torvet.",
      ],
      later: [
        "De unge følges hjem to og to, det gjorde de ikke før.",
        "Min datter og hendes venner skriver til hinanden, når de er kommet hjem.",
        "Der ligger papbægre og pizzabakker overalt ved taxaerne om morgenen.",
        "Der er så beskidt ved den nye taxaholdeplads",
        "Betjenten kan huske mit navn, og han spørger, hvordan det går.",
        "Politiet kom forbi vores gårdlaug og lyttede til os.",
        "Jeg ser ikke politiet i gågaden mere, de holder kun ved taxaerne.",
        "Der er kommet lys på stien ned til stationen.",
        "Dørmændene er blevet flinkere og hjælper, hvis nogen har det skidt.",
        "Færre slagsmål, men det er stadig slemt ved lukketid.",
        "Nattelygterne stod ved broen og delte vand ud.",
        "Taxaerne holder nu foran vores dør, og det larmer.",
        "Folk passer bedre på hinanden.",
      ],
    },
  },
  "tryg-hverdag-i-laerkevang": {
    "unexpected-change": {
      share: 0.12,
      baseline: [
        "Der er mørkt på stien til vaskeriet.",
        "Nye naboer har gjort opgangen hyggeligere.",
        "Der hænger unge i kælderen, og ingen siger noget til dem.",
        "Viceværten er svær at få fat på.",
        "Børnene leger mindre ude end før.",
        "Kommunen holder møder, men der sker ikke noget.",
      ],
      later: [
        "Naboerne siger noget, når de store drenge laver ballade.",
        "Betjenten spiller fodbold med de unge om torsdagen, det er jeg glad for.",
        "Knallerterne kører stærkt på de nye stier, jeg tør ikke lade børnene gå alene.",
        "De nye stier er blevet en racerbane for knallerter",
        "De unge står udenfor, fordi klubben er lukket.",
        "Der er kommet nye låse, og nu tør jeg gå i kælderen igen.",
        "Jeg har lært min nabo at kende til fællesspisningen.",
        "Der kommer også gamle til ungdomsaktiviteterne, og det er sjovt.",
        "Lamperne virker endelig.",
        "Jeg stoler mere på politiet, efter at de er begyndt at komme her til hverdag.",
        "Vi bliver spurgt, men de bestemmer stadig selv.",
        "Jeg hørte min nabo skælde ud på nogle, der smed med sten. Det var aldrig sket før.",
      ],
    },
  },
  "sammen-mod-netsvindel": {
    "unexpected-change": {
      share: 0.12,
      baseline: [
        "Jeg får fup-sms'er næsten hver dag.",
        "Min mor tør ikke bruge netbank mere.",
        "Banken ringede og advarede mig, det var godt.",
        "Der er så meget svindel i nyhederne.",
        "Jeg ved ikke, hvem jeg skal ringe til, hvis det går galt.",
        "Nogen ringede og sagde, at de var fra politiet.",
      ],
      later: [
        "Drengen fra nummer 12 hjælper os gamle med telefonen.",
        "Vi taler om fup-sms'er ved kaffen, så er det ikke så pinligt.",
        "Jeg er blevet mere bange for alting efter al den snak om svindel.",
        "Nu er jeg også bekymret for indbrud, det var jeg ikke før.",
        "Jeg har nummeret hængende på køleskabet.",
        "Det tog fire måneder at få svar på min anmeldelse.",
        "Der er ingen grund til at anmelde det, der sker ikke noget.",
        "Kurset på biblioteket var godt, og jeg mødte min genbo.",
        "Svindlerne er blevet bedre til dansk.",
        "Min søn viste mig, hvad jeg skal kigge efter.",
        "Vi er nogle stykker på vejen, der advarer hinanden.",
      ],
    },
  },
};

/** The actors' open questions; the same for all three, for their work is much alike. */
export const actorWords: Record<string, Words> = {
  "expected-changes": {
    share: 0.7,
    baseline: [
      "At vi får ét sted at ringe hen i stedet for fem.",
      "Vi håber på færre gengangere i sagerne.",
      "Jeg venter mest, at vi lærer hinanden at kende.",
      "At de andre forstår, hvad vi bruger tiden på.",
      "Mindre dobbeltarbejde.",
      "Det er svært at sige, vi har prøvet den slags før.",
    ],
    later: [
      "At det, vi har sat i gang, holder, når projektet slutter.",
      "Flere fælles aftaler og færre møder.",
      "At vi også kan bruge kontakterne i andre sager.",
      "Ro til at arbejde videre.",
    ],
  },
  "stopped-doing": {
    share: 0.45,
    baseline: ["Vi er holdt op med at sende breve i disse sager.", "Nej, vi arbejder som hidtil."],
    later: [
      "Vi skriver ikke længere den samme rapport tre gange.",
      "Vi holder ikke længere vores egne formøder.",
      "Vi sender ikke sager i fællespostkassen mere.",
      "Vi er holdt op med at gætte og ringer i stedet.",
    ],
  },
  "started-doing": {
    share: 0.5,
    baseline: ["Vi har fået en fast kontaktperson.", "Vi er begyndt at føre en lille log."],
    later: [
      "Vi ringer direkte til en navngiven person.",
      "Vi går runder sammen én gang om måneden.",
      "Vi deler en kort liste hver morgen.",
      "Vi tager en af de andre med, når vi møder borgere.",
      "Vi bruger en fælles vagttelefon.",
    ],
  },
  "unplanned-change": {
    share: 0.6,
    baseline: ["Det er for tidligt at sige.", "Vi har fået øje på, hvor meget de frivillige kan."],
    later: [
      "To af de andre er begyndt at låne lokaler af hinanden.",
      "Vores nye medarbejdere lærer hurtigere, fordi de kender folk hos de andre.",
      "Vi sparer timer, fordi tip kommer ét sted ind.",
      "Borgerne har taget noget af det i egen hånd.",
      "Skolen bruger os nu til helt andre ting.",
      "Vi bliver inviteret med, hvor vi aldrig har været før.",
      "Sygefraværet på holdet er faldet, uden at vi ved hvorfor.",
    ],
  },
  "unplanned-worse": {
    share: 0.4,
    baseline: ["Der er blevet flere møder.", "Ikke endnu."],
    later: [
      "De samme få personer trækker det hele.",
      "Det kniber, når en kontaktperson skifter job.",
      "Der er kommet klager fra naboer om noget, vi ikke havde tænkt på.",
      "Vi mistede en partner, og det kan mærkes.",
      "Andre opgaver må vente.",
    ],
  },
  "change-what": {
    facts: true,
    share: 0.3,
    baseline: ["Vi har fået et fælles nummer at ringe til.", "Vi mødes på gaden og ikke kun i mødelokaler."],
    later: [
      "Sager går direkte til den rigtige, i stedet for at ligge i en postkasse.",
      "To foreninger, der ikke kendte hinanden, holder nu arrangementer sammen.",
      "Chefen har gjort aftalen til fast praksis.",
      "Frivillige går med på aftenrunden.",
      "Nabokommunen har bedt om at se, hvordan vi gør.",
    ],
  },
  "change-who": {
    facts: true,
    share: 1,
    baseline: ["Vores egen vagt"],
    later: ["Kommunen og politiet", "De frivillige", "Vores egen afdeling", "To af foreningerne"],
  },
  "change-when": {
    facts: true,
    share: 0.9,
    baseline: ["I foråret"],
    later: ["For et par måneder siden", "I sommer", "Efter sidste måling"],
  },
  "change-where": {
    facts: true,
    share: 0.8,
    baseline: ["Hos os"],
    later: ["På tværs af husene", "I midtbyen", "På kontoret", "Ude i området"],
  },
  "change-evidence": {
    facts: true,
    share: 0.6,
    baseline: ["Vores log."],
    later: [
      "Tidsregistreringen viser det.",
      "Der er skrevet en aftale.",
      "Man kan se det i kalenderen.",
      "Færre sager i bunken.",
    ],
  },
  "change-confirm": {
    facts: true,
    share: 0.5,
    baseline: ["Politiet"],
    later: ["Kommunen", "Politiet", "Skolen", "Foreningen ved siden af"],
  },
  "other-organisation-1": {
    facts: true,
    share: 0.35,
    baseline: ["Sognegården", "Sundhedshuset"],
    later: ["Sognegården", "Sundhedshuset", "Spejderne"],
  },
  "other-organisation-2": {
    facts: true,
    share: 0.1,
    baseline: ["Musikskolen"],
    later: ["Musikskolen", "Cykelværkstedet"],
  },
  "other-organisation-3": { facts: true, share: 0.03, baseline: ["Kolonihaverne"], later: ["Kolonihaverne"] },
};
