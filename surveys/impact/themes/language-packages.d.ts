/* The parts that are used of two packages without types of their own. */
declare module "snowball-stemmers" {
  const snowball: { newStemmer(language: "danish" | "english"): { stem(word: string): string } };
  export default snowball;
}

declare module "stopword" {
  export const dan: string[];
  export const eng: string[];
}
