/** The short name of an open link: what stands on a poster after `/o/`, typed by hand if need be. */
const nameForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const nameLengths = { fewest: 3, most: 30 };

export const openLinkLimits = { fewest: 1, most: 100_000, usual: 1000 };

/** What a coordinator says of an open link. */
export interface OpenLinkPlan {
  name: string;
  /** After so many answers nobody can begin any more. */
  mostAnswers: string;
  asksSelfCode: boolean;
}

/** Whether a name can be typed and read aloud: small letters a–z, digits and single hyphens, 3 to 30 of them. */
export function isOpenLinkName(name: string): boolean {
  return nameForm.test(name) && name.length >= nameLengths.fewest && name.length <= nameLengths.most;
}

/** The address of an open link. `baseUrl` has no slash at its end. */
export function openLinkAddress(baseUrl: string, name: string): string {
  return `${baseUrl}/o/${name}`;
}
