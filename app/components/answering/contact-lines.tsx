import type { DataController } from "#surveys/initiative/data-controller.ts";

/** How people reach whoever answers for their data: an address and a number that a phone can use. */
export function ContactLines({ controller }: { controller: DataController }) {
  const { name, email, phone } = controller;
  return (
    <address className="contact">
      {name}
      {email ? <a href={`mailto:${email}`}>{email}</a> : null}
      {phone ? <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a> : null}
    </address>
  );
}
