import { parseArgs } from "node:util";
import { languageOfTerminal, SettingsError } from "#app/env.server.ts";
import { sayIn } from "#app/texts/texts.ts";
import { DatabaseRefused } from "#db/open.ts";
import { checkMapping } from "./check-mapping.ts";
import { checkSurvey } from "./check-survey.ts";
import { type Command, GivenOptions, type Refusal, type Terminal } from "./command.ts";
import { convertSurvey } from "./convert-survey.ts";
import { createAccount } from "./create-account.ts";
import { createInitiativeCommand } from "./create-initiative.ts";
import { helpOn, usage } from "./help.ts";
import { importWaveCommand } from "./import-wave.ts";
import { moveCommand } from "./move.ts";
import { printResults } from "./results.ts";
import { makeSignInLink } from "./sign-in-link.ts";

const commands: Record<string, Command> = {
  "import-wave": importWaveCommand,
  "check-mapping": checkMapping,
  "check-survey": checkSurvey,
  "convert-survey": convertSurvey,
  results: printResults,
  "create-initiative": createInitiativeCommand,
  "create-account": createAccount,
  "sign-in-link": makeSignInLink,
  move: moveCommand,
};

const [done, fault, refused] = [0, 1, 2];

/**
 * Does what the arguments ask, in the language of `--language` or the terminal.
 * @returns the exit code: 0 done, 1 fault, 2 refused (said why, nothing changed).
 */
export async function runCommandLine(
  given: string[],
  surroundings: Omit<Terminal, "language" | "say">,
): Promise<number> {
  const language = languageAsked(given) ?? languageOfTerminal(surroundings.environment);
  const terminal: Terminal = { ...surroundings, language, say: sayIn(language) };
  const [name = "", ...rest] = given;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command ? runCommand(name, command, rest, terminal) : tellUsage(name, terminal);
}

function tellUsage(name: string, { say, print, complain }: Terminal): number {
  const asked = ["help", "--help", "-h"].includes(name);
  if (!asked && name !== "") complain(say("command:cli.unknown-command", { command: name }));
  (asked ? print : complain)(usage(Object.keys(commands), say));
  return asked ? done : refused;
}

async function runCommand(name: string, command: Command, given: string[], terminal: Terminal): Promise<number> {
  const { say, print, complain } = terminal;
  const options = readOptions(given, command, terminal);
  if (options instanceof GivenOptions && options.has("help")) {
    print(helpOn(name, command, say));
    return done;
  }
  try {
    const refusal = options instanceof GivenOptions ? await command.run(options, terminal) : options;
    if (!refusal) return done;
    for (const line of [...refusal, say("command:cli.nothing-changed")]) complain(line);
    return refused;
  } catch (thrown) {
    return tellFault(thrown, terminal);
  }
}

/** Wrong settings and a database server that is away are the reader's to mend; everything else thrown is a fault. */
function tellFault(thrown: unknown, { say, complain }: Terminal): number {
  if (thrown instanceof SettingsError || thrown instanceof DatabaseRefused) {
    complain(thrown.message);
    return refused;
  }
  const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  complain(say("command:cli.fault", { reason }));
  return fault;
}

function languageAsked(given: string[]): "da" | "en" | null {
  const asked = given.map((word, place) =>
    word === "--language" ? given[place + 1] : /^--language=(.*)$/.exec(word)?.[1],
  );
  return asked.find((word) => word === "da" || word === "en") ?? null;
}

function readOptions(given: string[], { options }: Command, { say }: Terminal): GivenOptions | Refusal {
  const everywhere = {
    language: { type: "string", choices: ["da", "en"] },
    help: { type: "boolean" },
  } as const satisfies Command["options"];
  const known: Command["options"] = { ...options, ...everywhere };
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args: given, strict: true, options: parserOptions(known) }));
  } catch (thrown) {
    return [say("command:cli.unknown-option", { reason: thrown instanceof Error ? thrown.message : String(thrown) })];
  }
  if (values.help === true) return new GivenOptions(values);
  const wrong = Object.entries(known).flatMap(([option, { required, choices }]) => {
    const value = values[option];
    if (required && (value === undefined || value === "")) return [say("command:cli.option-missing", { option })];
    const isWrong = choices && value !== undefined && !choices.includes(String(value));
    return isWrong ? [say("command:cli.option-choice", { option, choices: choices.join(", ") })] : [];
  });
  return wrong.length > 0 ? wrong : new GivenOptions(values);
}

function parserOptions(known: Command["options"]) {
  return Object.fromEntries(
    Object.entries(known).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
}
