/** The part of autocannon that the benchmarks use; it ships no types. */
declare module "autocannon" {
  interface Request {
    method?: string;
    path?: string;
    body?: string;
    headers?: Record<string, string>;
    setupRequest?: (request: Request) => Request;
  }
  interface Result {
    /** Milliseconds. */
    latency: { p50: number; p99: number; max: number };
    non2xx: number;
    errors: number;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    amount?: number;
    duration?: number;
    requests?: Request[];
  }): Promise<Result> & { on(event: "response", told: () => void): void };
}
