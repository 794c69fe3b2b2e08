/*
 * Given names that are common in Denmark, of several origins, and surnames that do not end as most Danish ones do. For `redaction.ts`: a name
 * at the beginning of a sentence, or written small, has no capital to know it by. Names that are common words too (Bo, Liv, Per, Rose) are in
 * a list of their own and go only when they have a capital inside a sentence.
 */

const names = new Set(
  `aage abdi abdullah adam agnes ahmad ahmed aisha ali aksel alberte albert alexander alfred ali alice allan alma amalie amanda amina anas anders
  andreas ane anette anja ann anna anne annette annika anton arne arthur asger asta astrid august aya ayse aysha bashir beate benedikte benjamin
  bente benny bjarke bodil berit bertil birgit birgitte birthe bjarne bjørn brian britta camilla carina carl carla caroline carsten casper cecilie
  charlotte christel christian christina christine christoffer clara claus conny dagmar daniel david dennis dina ditte dorte dorthe ebba
  edith eigil einar eli eskil elias elif elin elisabeth ella ellen elmira elsebeth emil emilie emily emine emma emre erik erling esben ester eva fadi
  fadumo farah fatima fatma filip finn flemming frederik frederikke freja frida fatuma georg gert gitte gudrun gunnar gurli hamza hanan hanne
  hasan hassan hawa heidi helena helene helga helle henning henriette henrik henry hilda hodan holger hussein ib iben ibrahim ida idil ilham inge inger
  ingrid irene isabella ivan jacob jakob jamal james jan jane janni janne jannik jens jeppe jesper jette jimmi jimmy joachim johan johanne
  johannes john johnny jonas jonathan jonna josefine judith julia julie jytte jørgen jørn kaare kai kaj karen karin karina karl karla karoline
  karsten kasper kathrine katja katrine kenneth kenny khadija khalid kim kirsten kirstine kjeld klara klaus knud kristian kristina kristine
  kristoffer kurt laila lars lasse laura laurits leif lena lene leyla liam lillian lis lisa lisbeth lise lotte louis louise
  lucas ludvig lukas luna mads magnus mai maja malene malik malte malthe maria mariam marianne marie martha martin mary maryam max mathias
  mathilde mats mehmet merete mette michael mia mikael mikkel mille mina minna mira mogens mohamad mohamed mohammad mohammed monika morten
  muhammad mustafa nadia nanna natasja nete nicklas nicolai niels nikolaj nina noah nora noura olav ole oliver olivia omar oscar oskar osman
  otto patrick pauline pernille peter philip pia poul preben rasmus rebecca rene rikke rita robert roza ruben rune ruth sabrina sadia
  safia sahra salma sami samira samuel sander sandra sanne sara sarah sebastian selma signe sigrid silas silje simon simone sofia sofie
  solveig sonja sophie stefan steffen stine susan susanne suleyman svend søren tanja tage tenna teresa theo theodor therese thomas thor
  thora thorkild tilde tim tina tobias tommy tony tora torben tove trine troels tue tyge ulla ulrik vagn valdemar vera vibeke victor victoria
  viggo viktor vilma viola vivi willy yasmin yasmine yusuf yvonne zahra zainab zeynep øjvind åge åse
  nguyen khan hansen jensen nielsen pedersen andersen christensen larsen sørensen rasmussen petersen madsen kristensen olsen thomsen christiansen
  poulsen johansen knudsen mortensen`.split(/\s+/),
);

const alsoWords = new Set(
  `bo liv per rose else alba karma sol maj juni dan mark rosa iris gry vita sky ask storm luna lily mie line lærke lone palle sten hans tine
  may will grace hope joy amber dawn`.split(/\s+/),
);

/**
 * @param name in lower case; a genitive s is looked past.
 * @param marked it has a capital where only names have one.
 */
export function isGivenName(name: string, marked: boolean): boolean {
  const stem = name.endsWith("s") ? name.slice(0, -1) : name;
  if (names.has(name) || (names.has(stem) && stem.length > 2)) return true;
  return marked && alsoWords.has(name);
}
