/** A participant's columns without anything that says who it is, where they live or how they were drawn; `key` is the caller's. */
export const noContact = {
  ...{ email: "", name: "", segments: "{}" },
  ...{ cluster: "", stratum: "", base_weight: 1 },
  ...{ care_of: "", street: "", postcode: "", town: "", gone: "" as const },
};
