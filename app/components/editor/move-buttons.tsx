import { Form } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import { controlId } from "./ids.ts";
import { Sign } from "./sign.tsx";

interface MoveButtonsProps {
  of: "page" | "element";
  name: string;
  /** What it is called, for those who hear the page. */
  title: string;
  revision: number;
}

const deeds = ["up", "down", "copy", "delete"] as const;

/** Up, down, copy and delete of a page or a question: plain buttons, for keyboard, thumb and screen reader alike. */
export function MoveButtons({ of, name, title, revision }: MoveButtonsProps) {
  const say = useSay();
  return (
    <Form method="post" reloadDocument className="move-buttons">
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="name" value={name} />
      {deeds.map((deed) => (
        <button
          key={deed}
          className={deed === "delete" ? "sign-button sign-button--danger" : "sign-button"}
          id={controlId(name, `${of}-${deed}`)}
          name="deed"
          value={deed}
          title={say(`editor:card.${deed}`)}
        >
          <Sign name={deed} />
          <span className="visually-hidden">
            {say(`editor:card.${deed}`)}: {title}
          </span>
        </button>
      ))}
    </Form>
  );
}
