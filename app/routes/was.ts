import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The short address at which a Danish public website's accessibility statement is looked for. */
export function loader({ context }: LoaderFunctionArgs) {
  return redirect(context.settings.operator.statementUrl || "/accessibility");
}
