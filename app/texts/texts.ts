import i18next from "i18next";
import type { LanguageCode } from "#db/schema.ts";
import type { Say } from "#surveys/texts.ts";
import accountDa from "./da/account.json" with { type: "json" };
import adviceDa from "./da/advice.json" with { type: "json" };
import answerDa from "./da/answer.json" with { type: "json" };
import biasDa from "./da/bias.json" with { type: "json" };
import changeDa from "./da/change.json" with { type: "json" };
import commandDa from "./da/command.json" with { type: "json" };
import commonDa from "./da/common.json" with { type: "json" };
import editorDa from "./da/editor.json" with { type: "json" };
import exchangeDa from "./da/exchange.json" with { type: "json" };
import inboxDa from "./da/inbox.json" with { type: "json" };
import letterDa from "./da/letter.json" with { type: "json" };
import mailDa from "./da/mail.json" with { type: "json" };
import networkDa from "./da/network.json" with { type: "json" };
import partnerDa from "./da/partner.json" with { type: "json" };
import problemDa from "./da/problem.json" with { type: "json" };
import publicDa from "./da/public.json" with { type: "json" };
import resultsDa from "./da/results.json" with { type: "json" };
import setupDa from "./da/setup.json" with { type: "json" };
import themeDa from "./da/theme.json" with { type: "json" };
import trustDa from "./da/trust.json" with { type: "json" };
import wayDa from "./da/way.json" with { type: "json" };
import weightDa from "./da/weight.json" with { type: "json" };
import workflowDa from "./da/workflow.json" with { type: "json" };
import accountEn from "./en/account.json" with { type: "json" };
import adviceEn from "./en/advice.json" with { type: "json" };
import answerEn from "./en/answer.json" with { type: "json" };
import biasEn from "./en/bias.json" with { type: "json" };
import changeEn from "./en/change.json" with { type: "json" };
import commandEn from "./en/command.json" with { type: "json" };
import commonEn from "./en/common.json" with { type: "json" };
import editorEn from "./en/editor.json" with { type: "json" };
import exchangeEn from "./en/exchange.json" with { type: "json" };
import inboxEn from "./en/inbox.json" with { type: "json" };
import letterEn from "./en/letter.json" with { type: "json" };
import mailEn from "./en/mail.json" with { type: "json" };
import networkEn from "./en/network.json" with { type: "json" };
import partnerEn from "./en/partner.json" with { type: "json" };
import problemEn from "./en/problem.json" with { type: "json" };
import publicEn from "./en/public.json" with { type: "json" };
import resultsEn from "./en/results.json" with { type: "json" };
import setupEn from "./en/setup.json" with { type: "json" };
import themeEn from "./en/theme.json" with { type: "json" };
import trustEn from "./en/trust.json" with { type: "json" };
import wayEn from "./en/way.json" with { type: "json" };
import weightEn from "./en/weight.json" with { type: "json" };
import workflowEn from "./en/workflow.json" with { type: "json" };
import { unbroken } from "./unbroken.ts";

/** Every interface text, by language and namespace (one file each). Danish is the language of the house; English says the same. */
export const resources = {
  da: {
    account: accountDa,
    advice: adviceDa,
    answer: answerDa,
    bias: biasDa,
    change: changeDa,
    command: commandDa,
    common: commonDa,
    exchange: exchangeDa,
    editor: editorDa,
    inbox: inboxDa,
    letter: letterDa,
    mail: mailDa,
    network: networkDa,
    partner: partnerDa,
    problem: problemDa,
    public: publicDa,
    results: resultsDa,
    setup: setupDa,
    theme: themeDa,
    trust: trustDa,
    way: wayDa,
    weight: weightDa,
    workflow: workflowDa,
  },
  en: {
    account: accountEn,
    advice: adviceEn,
    answer: answerEn,
    bias: biasEn,
    change: changeEn,
    command: commandEn,
    common: commonEn,
    exchange: exchangeEn,
    editor: editorEn,
    inbox: inboxEn,
    letter: letterEn,
    mail: mailEn,
    network: networkEn,
    partner: partnerEn,
    problem: problemEn,
    public: publicEn,
    results: resultsEn,
    setup: setupEn,
    theme: themeEn,
    trust: trustEn,
    way: wayEn,
    weight: weightEn,
    workflow: workflowEn,
  },
};

const texts = i18next.createInstance();
texts.init({
  resources,
  lng: "da",
  fallbackLng: "da",
  ns: Object.keys(resources.da),
  defaultNS: "common",
  initAsync: false,
  interpolation: { escapeValue: false },
});

/** The texts of one language. React, the mail templates and the HTML of plain pages escape what is filled in. */
export function sayIn(language: LanguageCode): Say {
  const fixed = texts.getFixedT(language);
  return (key, values) => unbroken(fixed(key, values ?? {}));
}
