import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useSay } from "#app/texts/use-texts.ts";

interface SaveBarProps {
  /** The outline's address, to go back to. */
  back: string;
  label?: string;
  /** How the button is sent; its value is its id, too, to come back to. */
  name?: string;
  value?: string;
  /** Further buttons. */
  children?: ReactNode;
}

/** The end of a form of the editor: save it, or go back to the outline. */
export function SaveBar({ back, label, name = "deed", value = "save", children }: SaveBarProps) {
  const say = useSay();
  return (
    <div className="buttons question-form__save">
      <button className="button" name={name} value={value} id={value}>
        {label ?? say("editor:question.save")}
      </button>
      {children}
      <Link to={back}>{say("editor:question.back")}</Link>
    </div>
  );
}
