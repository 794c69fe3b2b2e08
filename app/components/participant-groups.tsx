import { formatCount } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import type { ParticipantCounts } from "#surveys/fieldwork/participant.server.ts";
import type { ParticipantGroup } from "#surveys/fieldwork/participant-group.server.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import { ScrollBox } from "./scroll-box.tsx";

interface ParticipantGroupsProps {
  counts: Record<Audience, ParticipantCounts>;
  groups: ParticipantGroup[];
}

/** How many participants there are, by audience and group; never who. */
export function ParticipantGroups({ counts, groups }: ParticipantGroupsProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <ScrollBox name={say("setup:participant.now")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("setup:participant.group")}</th>
            <th scope="col" className="number">
              {say("setup:participant.people")}
            </th>
          </tr>
        </thead>
        {audiences
          .filter((audience) => counts[audience].people > 0)
          .map((audience) => (
            <tbody key={audience}>
              <tr>
                <th scope="row">
                  {say(`setup:audience.${audience}`)}
                  {counts[audience].optedOut > 0 ? (
                    <span className="quiet">
                      {" "}
                      · {say("setup:participant.opted-out", { count: counts[audience].optedOut })}
                    </span>
                  ) : null}
                  {counts[audience].withdrawn === null ? null : (
                    <span className="quiet">
                      {" "}
                      · {say("setup:participant.withdrawn", { count: counts[audience].withdrawn })}
                    </span>
                  )}
                </th>
                <td className="number">{formatCount(counts[audience].people, language)}</td>
              </tr>
              {groups
                .filter((group) => group.audience === audience)
                .map(({ name, value, people }) => (
                  <tr key={`${name}=${value}`}>
                    <td className="within">
                      {name}: {value}
                    </td>
                    <td className="number">{formatCount(people, language)}</td>
                  </tr>
                ))}
            </tbody>
          ))}
      </table>
    </ScrollBox>
  );
}
