import type { ReactNode } from "react";
import type { Concern } from "#surveys/impact/bias/bias.ts";
import { ConcernMark } from "./concern-mark.tsx";

interface ConcernSectionProps {
  title: string;
  concern: Concern;
  sentences: string[];
  children?: ReactNode;
}

/** One thing that may make a change look other than it is: how far it is a concern, and what is known, in sentences. */
export function ConcernSection({ title, concern, sentences, children }: ConcernSectionProps) {
  return (
    <section className="bias-point">
      <div className="bias-point__head">
        <h3>{title}</h3>
        <ConcernMark concern={concern} />
      </div>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {children}
    </section>
  );
}
