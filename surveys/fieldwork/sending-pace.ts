/** How many mails may leave in any sixty seconds, in all and to one receiving domain; null where there is no limit. */
export interface PaceLimits {
  perMinute: number | null;
  perDomainPerMinute: number | null;
}

const minute = 60_000;

/**
 * Holds mails back so that no sixty seconds see more of them than allowed. A mail to a domain that has had its share is told the end of that
 * domain's line and waits for it in the outbox, so that it holds up nobody else. The lines are kept in memory: a server that is started anew
 * begins with empty ones, and two servers have two.
 */
export class SendingPace {
  private readonly limits: PaceLimits;
  private readonly all: number[] = [];
  private readonly domains = new Map<string, { left: number[]; planned: number[] }>();

  constructor(limits: PaceLimits) {
    this.limits = limits;
  }

  /** Whether only mails that somebody is waiting for may leave now. */
  isFull(now: Date): boolean {
    return this.freeOfAll(now.getTime()) > now.getTime();
  }

  /** Takes a place for the mail. @returns null when it may leave now (an urgent one always may), else when to come back. */
  place({ address, urgent }: { address: string; urgent: boolean }, at: Date): Date | null {
    const now = at.getTime();
    const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
    const free = urgent ? now : Math.max(this.freeOfDomain(domain, now), this.freeOfAll(now));
    if (free > now) return new Date(free);
    note(this.all, this.limits.perMinute, now);
    note(this.lineOf(domain).left, this.limits.perDomainPerMinute, now);
    return null;
  }

  private freeOfAll(now: number): number {
    return this.limits.perMinute === null ? now : firstFree(this.all, this.limits.perMinute, now);
  }

  private freeOfDomain(domain: string, now: number): number {
    const most = this.limits.perDomainPerMinute;
    if (most === null) return now;
    const line = this.lineOf(domain);
    while (line.planned[0] !== undefined && line.planned[0] <= now) line.planned.shift();
    if (firstFree(line.left, most, now) <= now) return now;
    const end = firstFree([...line.left, ...line.planned.slice(-most)], most, now);
    line.planned.push(end);
    return end;
  }

  private lineOf(domain: string) {
    const line = this.domains.get(domain) ?? { left: [], planned: [] };
    this.domains.set(domain, line);
    return line;
  }
}

/** The first instant from now on at which the last sixty seconds hold fewer than `most`. */
function firstFree(line: number[], most: number, now: number): number {
  const before = line.length < most ? undefined : line[line.length - most];
  return before === undefined ? now : Math.max(now, before + minute);
}

/** Only the last `most` matter. */
function note(line: number[], most: number | null, instant: number): void {
  if (most === null) return;
  line.push(instant);
  if (line.length > most) line.shift();
}
