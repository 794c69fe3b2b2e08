import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

interface PageFormProps {
  /** What the page's action is asked to do, where it can do several things. */
  deed?: string;
  send: string;
  children: ReactNode;
  withFile?: boolean;
  /** What cannot be undone looks it. */
  look?: "danger";
}

/** A form of several fields, sent to the page it stands on as a whole page: the same with and without script. */
export function PageForm({ deed, send, children, withFile, look }: PageFormProps) {
  const { pathname } = useLocation();
  return (
    <Form
      method="post"
      action={pathname}
      reloadDocument
      noValidate
      encType={withFile ? "multipart/form-data" : undefined}
    >
      {deed ? <input type="hidden" name="deed" value={deed} /> : null}
      {children}
      <p className="buttons">
        <button className={look ? `button button--${look}` : "button"}>{send}</button>
      </p>
    </Form>
  );
}
