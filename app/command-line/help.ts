import type { Say } from "#surveys/texts.ts";
import type { Command } from "./command.ts";

/** What is printed where no command was given, or one that is not known. */
export function usage(commands: string[], say: Say): string {
  const width = Math.max(...commands.map((name) => name.length));
  const lines = commands.map((name) => `  ${name.padEnd(width)}  ${say(`command:command.${name}`)}`);
  return [say("command:cli.usage"), "", say("command:cli.commands"), ...lines, "", say("command:cli.more")].join("\n");
}

/** One command with its options. */
export function helpOn(name: string, { options }: Command, say: Say): string {
  const all: Command["options"] = { ...options, language: { type: "string" }, help: { type: "boolean" } };
  const width = Math.max(...Object.keys(all).map((option) => option.length));
  const lines = Object.entries(all).map(([option, { required }]) => {
    const needed = required ? ` (${say("command:cli.required")})` : "";
    return `  --${option.padEnd(width)}  ${say(`command:option.${option}`)}${needed}`;
  });
  const call = `npm run -s ringvirk -- ${name}`;
  return [call, say(`command:command.${name}`), "", say("command:cli.options"), ...lines].join("\n");
}
