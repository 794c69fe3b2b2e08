/** Every address that no other page has: so that the page that says so knows the reader's language. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NoSuchPage(): null {
  return null;
}
