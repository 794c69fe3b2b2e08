import fc from "fast-check";

/** Property tests draw the same cases in every run, so that a failure is one that the last change made. PROPERTY_SEED=random draws others. */
const chosen = process.env.PROPERTY_SEED ?? "20261125";
if (chosen !== "random") fc.configureGlobal({ seed: Number(chosen) });
