import { useSay } from "#app/texts/use-texts.ts";
import { missingKinds } from "#surveys/definition/codebook.ts";
import type { ItemList } from "#surveys/definition/editing/edit.ts";
import type { ItemFacts } from "#surveys/definition/editing/question-facts.ts";
import { controlId } from "./ids.ts";
import { Sign } from "./sign.tsx";

interface ItemListFieldsProps {
  list: ItemList;
  items: ItemFacts[];
  language: string;
  direction: "ltr" | "rtl";
  /** Answers can stand apart from the scale; rows cannot. */
  withMissing: boolean;
  /** Points of a scale are set by its ends, not one by one. */
  fixed?: boolean;
}

/** What an answer can be made to count as; one that a definition from elsewhere gives another meaning keeps it. */
export function kindsFor({ missing }: ItemFacts) {
  return missingKinds.filter((kind) => kind === "dont-know" || kind === "prefer-not" || kind === missing);
}

/** The answers or rows of a question, one a line: words, what it counts as, and buttons to move and take it out. */
export function ItemListFields(props: ItemListFieldsProps) {
  const say = useSay();
  const { list, items, fixed = false } = props;
  const points = fixed ? items.filter(({ missing }) => missing === "") : [];
  if (points.length === 0) return <ItemLines {...props} />;
  return (
    <>
      <details className="editor-part" open={points.some(({ text }) => text !== "")}>
        <summary>{say("editor:items.point-words")}</summary>
        <ol className="item-list">
          {points.map((item) => (
            <ItemLine key={item.code} {...props} item={item} withMissing={false} />
          ))}
        </ol>
      </details>
      <ItemLines {...props} items={items.filter(({ missing }) => missing !== "")} key={list} />
    </>
  );
}

function ItemLines(props: ItemListFieldsProps) {
  const say = useSay();
  const { list, items, language, direction, withMissing, fixed = false } = props;
  const title = list === "rows" ? "rows" : "answers";
  const hasDontKnow = items.some(({ missing }) => missing === "dont-know");
  return (
    <fieldset className="item-list">
      <legend>{say(`editor:items.${fixed ? "apart" : title}`)}</legend>
      <ol>
        {items.map((item) => (
          <ItemLine key={item.code} {...props} item={item} />
        ))}
      </ol>
      {fixed ? null : (
        <div className="item-add">
          <label htmlFor={`new.${list}.text`}>{say(`editor:items.new-${title}`)}</label>
          <input id={`new.${list}.text`} name={`new.${list}.text`} lang={language} dir={direction} autoComplete="off" />
          <button className="button button--secondary" name="deed" value={`${list}:add`} id={`${list}-add`}>
            {say(`editor:items.add-${title}`)}
          </button>
        </div>
      )}
      {withMissing && !hasDontKnow ? (
        <button className="link-button" name="deed" value={`${list}:dont-know`} id={`${list}-dont-know`}>
          {say("editor:items.add-dont-know")}
        </button>
      ) : null}
    </fieldset>
  );
}

function ItemLine({
  list,
  item,
  language,
  direction,
  withMissing,
  fixed = false,
}: Omit<ItemListFieldsProps, "items"> & { item: ItemFacts }) {
  const say = useSay();
  return (
    <li className="item-line">
      <label className="item-line__code" htmlFor={`${list}.${item.code}`}>
        <span className="visually-hidden">{say("editor:items.words-of")} </span>
        {item.code}
      </label>
      <input
        id={`${list}.${item.code}`}
        name={`${list}.${item.code}`}
        defaultValue={item.text}
        placeholder={item.other}
        lang={language}
        dir={direction}
        autoComplete="off"
      />
      {withMissing ? (
        <select
          name={`missing.${item.code}`}
          defaultValue={item.missing}
          aria-label={say("editor:items.counts-as", { item: item.text || item.other || item.code })}
        >
          <option value="">{say("editor:items.counts.answer")}</option>
          {kindsFor(item).map((kind) => (
            <option key={kind} value={kind}>
              {say(`editor:items.counts.${kind}`)}
            </option>
          ))}
        </select>
      ) : null}
      <ItemButtons list={list} item={item} fixed={fixed && item.missing === ""} />
    </li>
  );
}

function ItemButtons({ list, item, fixed }: { list: ItemList; item: ItemFacts; fixed: boolean }) {
  const say = useSay();
  const called = item.text || item.other || item.code;
  const deeds = fixed ? [] : (["up", "down", "remove"] as const);
  return (
    <span className="item-line__tools">
      {deeds.map((deed) => (
        <button
          key={deed}
          className={deed === "remove" ? "sign-button sign-button--danger" : "sign-button"}
          name="deed"
          value={`${list}:${deed}:${item.code}`}
          id={controlId(item.code, `${list}-${deed}`)}
          title={say(`editor:items.${deed}`)}
        >
          <Sign name={deed} />
          <span className="visually-hidden">
            {say(`editor:items.${deed}`)}: {called}
          </span>
        </button>
      ))}
    </span>
  );
}
