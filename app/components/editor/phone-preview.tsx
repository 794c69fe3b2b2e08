import { useSay } from "#app/texts/use-texts.ts";

interface PhonePreviewProps {
  /** Address of the preview page, with what it shall show. */
  address: string;
}

/** The survey as the citizen meets it, at the width of a phone, beside what is being edited. */
export function PhonePreview({ address }: PhonePreviewProps) {
  const say = useSay();
  return (
    <aside className="phone" aria-labelledby="phone-title">
      <div className="phone__head">
        <h2 id="phone-title">{say("editor:preview.title")}</h2>
        <a href={address} target="_blank" rel="noreferrer">
          {say("editor:preview.new-tab")}
        </a>
      </div>
      <iframe src={address} title={say("editor:preview.frame")} loading="lazy" />
    </aside>
  );
}
