# Adds scipy.stats.brunnermunzel's t and p to relative-effect.json, which relative-effect.R has written. Run from the project's folder.
import json

from scipy.stats import brunnermunzel

path = "tests/reference/relative-effect.json"
with open(path) as file:
    reference = json.load(file)
for sample in reference["unpaired"]:
    found = brunnermunzel(sample["from"], sample["to"])
    sample["t"] = abs(float(found.statistic))
    sample["p"] = float(found.pvalue)
with open(path, "w") as file:
    json.dump(reference, file)
    file.write("\n")
