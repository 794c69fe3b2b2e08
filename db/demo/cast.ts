import type { ChangeDepth, ChangeRing, ConfirmationTable, OrganisationTable } from "#db/schema.ts";

/** Who plays in the demo. Every name, place and address is invented; example.dk is nobody's. */
export const people = {
  administrator: { name: "Anna Ahornlund", email: "anna.ahornlund@example.dk" },
  coordinator: { name: "Kim Kløverhus", email: "kim.kloeverhus@example.dk" },
  analyst: { name: "Astrid Asketræ", email: "astrid.asketrae@example.dk" },
  partner: { name: "Peter Pilehegn", email: "peter.pilehegn@example.dk" },
} as const;

export interface CastActor {
  name: string;
  kind: OrganisationTable["kind"];
  /** Joined with the initiative, between the baseline and the first follow-up, or between the follow-ups under a new name. */
  joined: "from the start" | "late" | "renamed";
  /** The name it stood under before; a coordinator has merged the two. */
  formerly?: string;
  /** Left between the two follow-ups. */
  leaves?: true;
  /** Who speaks for it with a role of partner. */
  partner?: { name: string; email: string };
}

/** A change that an actor reports, so many days before now. */
export interface CastReport {
  organisation: string;
  what: string;
  whoChanged: string;
  place: string;
  kind: string;
  expected: "yes" | "partly" | "no";
  better: "better" | "worse" | "mixed";
  contribution: "not" | "partly" | "mainly";
  evidence: string;
  happenedDaysAgo: number;
  depth: ChangeDepth;
  ring: ChangeRing;
  how: string;
  /** The report, by its place in the list, that is about the same change. */
  sameAs?: number;
  /** Others who were asked to confirm it, and what they said; who has said nothing was asked two days ago. */
  asked?: CastWitness[];
}

export interface CastWitness {
  /** An actor by its name, or an organisation outside the initiative. */
  organisation: string;
  outside?: true;
  /** Where the link goes when nobody signs in for it. */
  email: string;
  said?: Pick<ConfirmationTable, "agreement" | "intended" | "contribution" | "words">;
}

/** An organisation that was asked whether it notices what the surveys show of a process. */
export interface CastConfirmation extends CastWitness {
  process: string;
  askedDaysAgo: number;
}

export interface InitiativeCast {
  slug: string;
  name: string;
  challenge: string;
  district: string;
  place: string;
  module: string;
  /** Days before now on which the waves open. */
  wavesOpenDaysAgo: number[];
  actors: CastActor[];
  reports: CastReport[];
  confirmations?: CastConfirmation[];
}

const police: CastActor = { name: "Fjordby Politi", kind: "police", joined: "from the start" };

export const casts: readonly InitiativeCast[] = [
  {
    slug: "trygt-natteliv",
    name: "Trygt natteliv i Strandkøbing",
    challenge:
      "Unge og voksne skal kunne gå i byen i Strandkøbing og komme trygt hjem. I dag ser mange slagsmål, mange er utrygge på vejen hjem, " +
      "og ingen af os kan løse det alene. Hvad kan politi, kommune, barer, skole og frivillige gøre sammen?",
    district: "Fjordby Politikreds",
    place: "Strandkøbing midtby",
    module: "module-nightlife",
    wavesOpenDaysAgo: [425, 275, 125, 4],
    actors: [
      police,
      {
        name: "Strandkøbing Kommune",
        kind: "municipality",
        joined: "from the start",
        partner: { name: "Karen Kastanjevang", email: "karen.kastanjevang@example.dk" },
      },
      {
        name: "Restauratørforeningen i Strandkøbing",
        kind: "association",
        joined: "from the start",
        partner: people.partner,
      },
      {
        name: "Nattelygterne",
        kind: "association",
        joined: "from the start",
        partner: { name: "Niels Nøddebusk", email: "niels.noeddebusk@example.dk" },
      },
      { name: "Strandkøbing Gymnasium", kind: "education", joined: "from the start" },
      { name: "Handelsforum Midtbyen", kind: "association", joined: "from the start" },
      { name: "Vagtfirmaet Nordlys", kind: "company", joined: "from the start", leaves: true },
      { name: "Strandkøbing Taxa", kind: "company", joined: "late" },
    ],
    reports: [
      {
        organisation: "Restauratørforeningen i Strandkøbing",
        what: "Gymnasiet bruger nu vores dørmænd som gæstelærere. De fortæller 2.g'erne, hvordan en aften går galt, og hvad man kan gøre.",
        whoChanged: "Strandkøbing Gymnasium og tre af vores medlemmer",
        place: "Strandkøbing Gymnasium",
        kind: "new-collaboration",
        expected: "no",
        better: "better",
        contribution: "mainly",
        evidence: "Fire aftaler i kalenderen og et brev fra eleverne.",
        happenedDaysAgo: 190,
        depth: "transitional",
        ring: "between",
        how: "Rektor og formanden sad ved siden af hinanden på det første møde og fik snakket sammen bagefter.",
        asked: [
          {
            organisation: "Strandkøbing Gymnasium",
            email: "kontoret@gymnasiet.example.dk",
            said: {
              agreement: "agree",
              intended: "no",
              contribution: "mainly",
              words: "Ja. Vi havde ikke tænkt på dørmænd som undervisere, før vi mødte dem.",
            },
          },
        ],
      },
      {
        organisation: "Nattelygterne",
        what: "Taxachaufførerne ringer til os, når de ser unge, der går alene hjem. Så følger vi dem på vej.",
        whoChanged: "Strandkøbing Taxa og Nattelygterne",
        place: "Taxaholdepladsen ved havnen",
        kind: "new-collaboration",
        expected: "no",
        better: "better",
        contribution: "mainly",
        evidence: "Vagtbogen: 41 opkald siden foråret.",
        happenedDaysAgo: 150,
        depth: "transactional",
        ring: "between",
        how: "Vi fik hinandens telefonnumre på et fælles møde om vejen hjem.",
        asked: [{ organisation: "Restauratørforeningen i Strandkøbing", email: "" }],
      },
      {
        organisation: "Strandkøbing Kommune",
        what: "Der flyder mere affald om morgenen, efter at taxaerne holder samlet ét sted.",
        whoChanged: "Gæster, der venter på taxa",
        place: "Taxaholdepladsen ved havnen",
        kind: "other",
        expected: "no",
        better: "worse",
        contribution: "partly",
        evidence: "Vejfolkene tømmer nu to gange hver nat.",
        happenedDaysAgo: 110,
        depth: "transactional",
        ring: "community",
        how: "Det var initiativet, der samlede taxaerne på havnen.",
        asked: [
          {
            organisation: "Handelsforum Midtbyen",
            email: "kontakt@handelsforum.example.dk",
            said: {
              agreement: "disagree",
              intended: "no",
              contribution: "not",
              words: "Vi ser ikke mere affald, det ligger bare et andet sted. Foran butikkerne er der blevet renere.",
            },
          },
        ],
      },
      {
        organisation: "Strandkøbing Taxa",
        what: "Når vi ser unge gå alene hjem, ringer vi til Nattelygterne. Det er blevet en fast aftale.",
        whoChanged: "Vores chauffører og Nattelygterne",
        place: "Havnen og vejen ud mod Mosebæk",
        kind: "new-collaboration",
        expected: "no",
        better: "better",
        contribution: "mainly",
        evidence: "Opkaldslisten i vores vagtcentral.",
        happenedDaysAgo: 145,
        depth: "transactional",
        ring: "between",
        how: "",
        sameAs: 1,
      },
    ],
    confirmations: [
      {
        process: "tip-off",
        organisation: "Strandkøbing Kommune",
        email: "natteliv@strandkoebing.example.dk",
        askedDaysAgo: 60,
        said: {
          agreement: "agree",
          intended: "no",
          contribution: "mainly",
          words: "Vi får tippene i én telefon nu og skal ikke længere skrive dem ind igen.",
        },
      },
    ],
  },
  {
    slug: "tryg-hverdag-i-laerkevang",
    name: "Tryg hverdag i Lærkevang",
    challenge:
      "I Lærkevang skal børn, unge og gamle kunne bruge opgange, stier og pladser uden at være utrygge. Området har fået et dårligt ry, " +
      "og beboerne er trætte af planer oppefra. Hvad kan beboere, boligforening, skole, kommune og politi sætte i gang sammen?",
    district: "Fjordby Politikreds",
    place: "Lærkevang i Mosebæk",
    module: "module-housing-area",
    wavesOpenDaysAgo: [420, 240, 45],
    actors: [
      police,
      {
        name: "Mosebæk Kommune",
        kind: "municipality",
        joined: "from the start",
        partner: { name: "Mette Mirabelle", email: "mette.mirabelle@example.dk" },
      },
      {
        name: "Boligforeningen Lærkevang",
        kind: "housing",
        joined: "from the start",
        partner: { name: "Bent Birkesøe", email: "bent.birkesoee@example.dk" },
      },
      { name: "Beboerforeningen i Lærkevang", kind: "association", joined: "from the start" },
      { name: "Mosebæk Skole", kind: "education", joined: "from the start" },
      {
        name: "Lærkevang Idrætsforening",
        kind: "association",
        joined: "from the start",
        partner: { name: "Ida Irisbjerg", email: "ida.irisbjerg@example.dk" },
      },
      { name: "Klubben Vingen", kind: "association", joined: "from the start", leaves: true },
      { name: "Mosebæk Jobhus", kind: "municipality", joined: "late" },
    ],
    reports: [
      {
        organisation: "Lærkevang Idrætsforening",
        what: "Den lokale betjent spiller med om torsdagen. Nu kommer der unge, som vi aldrig har set før.",
        whoChanged: "Fjordby Politi og de unge i området",
        place: "Boldburet bag Vibehusene",
        kind: "new-collaboration",
        expected: "no",
        better: "better",
        contribution: "partly",
        evidence: "23 nye medlemmer under 18 år.",
        happenedDaysAgo: 160,
        depth: "transitional",
        ring: "community",
        how: "Betjenten kom med til et møde om legepladsen og blev spurgt, om han kunne spille bold.",
        asked: [
          {
            organisation: "Fjordby Politi",
            email: "lokalpoliti@politi.example.dk",
            said: {
              agreement: "agree",
              intended: "partly",
              contribution: "mainly",
              words: "Det passer. Det er nu skrevet ind i vagtplanen om torsdagen.",
            },
          },
        ],
      },
      {
        organisation: "Boligforeningen Lærkevang",
        what: "Knallerter kører på de nye stier, også tæt på legepladsen.",
        whoChanged: "Unge på knallert",
        place: "Stien mellem Lærkeparken og Stærevej",
        kind: "other",
        expected: "no",
        better: "worse",
        contribution: "partly",
        evidence: "19 klager på kontoret siden sommer.",
        happenedDaysAgo: 90,
        depth: "transactional",
        ring: "community",
        how: "Stierne blev lavet som en del af initiativet.",
      },
      {
        organisation: "Mosebæk Kommune",
        what: "Vi giver sager videre til en navngiven person i stedet for en fælles postkasse. Det sparer os flere timer pr. sag.",
        whoChanged: "Kommunen, skolen og boligforeningen",
        place: "",
        kind: "workflow",
        expected: "no",
        better: "better",
        contribution: "mainly",
        evidence: "Tidsregistrering i to måneder før og efter.",
        happenedDaysAgo: 130,
        depth: "transitional",
        ring: "between",
        how: "Vi lærte hinandens navne at kende på de fælles møder.",
        asked: [
          {
            organisation: "Mosebæk Skole",
            email: "kontoret@mosebaek-skole.example.dk",
            said: {
              agreement: "partly",
              intended: "yes",
              contribution: "mainly",
              words: "Det er blevet lettere at få fat i den rigtige. Vi ved ikke, om det sparer timer hos os.",
            },
          },
        ],
      },
    ],
  },
  {
    slug: "sammen-mod-netsvindel",
    name: "Sammen mod netsvindel",
    challenge:
      "Svindel på nettet og i telefonen rammer folk i alle aldre, og pengene er væk på få minutter. Politiet ser anmeldelserne, bankerne ser " +
      "pengene, teleselskabet ser opkaldene. Hvordan stopper vi det sammen, før nogen bliver snydt?",
    district: "Fjordby Politikreds",
    place: "Hele Fjordby Politikreds",
    module: "module-economic-it-crime",
    wavesOpenDaysAgo: [430, 245, 38],
    actors: [
      police,
      {
        name: "Hvidsand Sparekasse",
        kind: "company",
        joined: "from the start",
        partner: { name: "Hassan Hyldemark", email: "hassan.hyldemark@example.dk" },
      },
      { name: "Fjordens Andelsbank", kind: "company", joined: "from the start" },
      { name: "Fjordnet Tele", kind: "company", joined: "from the start" },
      {
        name: "Kirkelund Bibliotek",
        kind: "municipality",
        joined: "from the start",
        partner: { name: "Line Lindeskov", email: "line.lindeskov@example.dk" },
      },
      { name: "Seniorrådet i Hvidsand", kind: "association", joined: "from the start" },
      { name: "Netbutikken Nordhandel", kind: "company", joined: "from the start", leaves: true },
      { name: "Erhvervsforum Fjordby", kind: "association", joined: "late" },
      { name: "Nordhandel Online", kind: "company", joined: "renamed", formerly: "Netbutikken Nordhandel" },
    ],
    reports: [
      {
        organisation: "Kirkelund Bibliotek",
        what: "Unge fra gaden hjælper ældre naboer med telefonen. Det begyndte på vores kursus og kører nu uden os.",
        whoChanged: "Naboer i Kirkelund",
        place: "Kirkelund",
        kind: "led-by-citizens",
        expected: "no",
        better: "better",
        contribution: "partly",
        evidence: "En tavle på biblioteket med 30 telefonnumre.",
        happenedDaysAgo: 140,
        depth: "transformational",
        ring: "community",
        how: "Kurset på biblioteket var initiativets idé.",
        asked: [
          {
            organisation: "Pensionistklubben i Kirkelund",
            outside: true,
            email: "formand@pensionistklubben.example.dk",
            said: { agreement: "agree", intended: "no", contribution: "partly", words: "" },
          },
        ],
      },
      {
        organisation: "Hvidsand Sparekasse",
        what: "Vi får en liste med nye fupnumre hver morgen og kan stoppe overførsler samme dag.",
        whoChanged: "Fjordby Politi, Fjordnet Tele og de to banker",
        place: "",
        kind: "shared-resource",
        expected: "partly",
        better: "better",
        contribution: "mainly",
        evidence: "62 stoppede overførsler i et kvartal.",
        happenedDaysAgo: 170,
        depth: "transitional",
        ring: "between",
        how: "Aftalen om listen blev lavet på initiativets andet møde.",
        asked: [
          {
            organisation: "Fjordnet Tele",
            email: "svindel@fjordnet.example.dk",
            said: {
              agreement: "agree",
              intended: "yes",
              contribution: "mainly",
              words: "Vi sender listen klokken syv.",
            },
          },
        ],
      },
    ],
  },
];

/** First day of taking part of those who come late, and last day of those who leave: days after the baseline opened. */
export const lateJoinDays = 100;
export const leaveDays = 210;

/** The name under which an organisation stands at the end: its own, or the one it has taken since. */
export function standingName({ actors }: InitiativeCast, name: string): string {
  return actors.find(({ formerly }) => formerly === name)?.name ?? name;
}
