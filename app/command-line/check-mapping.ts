import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { readMappingFile } from "./input-file.ts";

/** Whether a mapping can be used at all; whether it fits a file, `import-wave --dry-run` tells. */
export const checkMapping: Command = {
  options: { mapping: { type: "string", required: true } },
  async run(options, terminal) {
    const mapping = readMappingFile(options.text("mapping"), terminal);
    if (isProblem(mapping)) return refusalOf(mapping, terminal.say);
    const counts = { items: mapping.items.length, segments: Object.keys(mapping.segments).length };
    terminal.print(terminal.say("command:cli.mapping-good", counts));
    return null;
  },
};
