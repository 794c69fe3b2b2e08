/**
 * Reserved key of a stored answer: the names of the questions that were shown to the person. It tells a question that was passed over
 * ("skipped") from one that a condition hid ("not-asked").
 */
export const shownKey = "_shown";

/** What survey-core writes after a question's name to store the remark that goes with it ("other, please say"). */
export const commentSuffix = "-Comment";
