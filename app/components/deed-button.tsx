import { Form, useLocation } from "@remix-run/react";

interface DeedButtonProps {
  /** What the page's action is asked to do. */
  deed: string;
  label: string;
  /** Further fields of the form, such as which row it is about. */
  values?: Record<string, string>;
  look?: "primary" | "secondary" | "danger";
  /** Added for those who hear the page: which row the button belongs to. */
  about?: string;
}

/** A form of one button. Sent as a whole page, so that it works the same without script. */
export function DeedButton({ deed, label, values = {}, look = "primary", about }: DeedButtonProps) {
  const { pathname } = useLocation();
  return (
    <Form method="post" action={pathname} reloadDocument className="deed">
      <input type="hidden" name="deed" value={deed} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className={look === "primary" ? "button" : `button button--${look}`}>
        {label}
        {about ? <span className="visually-hidden"> {about}</span> : null}
      </button>
    </Form>
  );
}
