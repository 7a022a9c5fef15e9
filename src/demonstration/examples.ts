import type { ExampleQuery } from "../identity/graphiql-page";

/** A query that stands ready in GraphiQL, and the account as which it is worth asking. */
export interface Example extends ExampleQuery {
  readonly account: string;
}

function example(account: string, query: string): Example {
  return {
    account,
    query: `# Ask as ${account}: choose it above, and compare with other accounts.\n${query.trim()}\n`,
  };
}

/** One tab each; none names a report, for who may not see a report shall not learn here that there is one. */
export const EXAMPLES: readonly Example[] = [
  example(
    "opsp.director",
    `
query WhoAmI {
  viewer { at reportingLine { name } person { name } portal { code } posts { name office { code } } }
}`,
  ),
  example(
    "oma.designated",
    `
query WhatIMayReadAndWhy {
  reports(first: 10, orderBy: { field: SUBMITTED_ON, direction: DESC }) {
    totalCount
    nodes {
      symbol
      title
      submittedOn
      marking { text isExtract }
      parts(first: 10) { nodes { label kind text access { because { paragraph rule source until } } } }
    }
  }
}`,
  ),
  example(
    "opsp.director",
    `
query FindingsOfHighRisk {
  findings(first: 20, filter: { risks: [HIGH, CRITICAL], systemic: true }) {
    nodes { label text area risk publicSource report { symbol } recommendations { label text } }
  }
}`,
  ),
  example(
    "opsp.director",
    `
query RecommendationsOverdue {
  recommendations(first: 20, filter: { overdue: true }) {
    nodes { label text targetOn office { name } decision implementation { status overdue } report { symbol title } }
  }
}`,
  ),
  example(
    "oma.head",
    `
query WordsInWhatIMayRead {
  search(text: "contingents", first: 10) { edges { excerpt node { label kind report { symbol } } } }
}`,
  ),
  example(
    "administrator",
    `
query CirculationsInTheirStates {
  circulations(first: 50) {
    nodes {
      state
      full
      purpose
      validFrom
      validUntil
      report { symbol }
      recipients { ... on Post { code } ... on Office { code } }
      signatures { post { code } signedAt acting memorandumReference }
      awaiting { code }
    }
  }
}`,
  ),
  example(
    "portal.oma",
    `
query WhatAPortalFetches {
  recommendations(first: 20) { nodes { label text marking { text } report { symbol } access { because { paragraph } } } }
}`,
  ),
  example(
    "auditor",
    `
query WhatTheRegisterSays {
  register(first: 20) { nodes { recordedAt instant kind operation person { name } paragraphs code hash } }
}`,
  ),
  example(
    "hom.minusca",
    `
query MissionsAndTheirPosts {
  missions { acronym name startedIn endedOn }
  posts(first: 20, filter: { codes: ["HOM_MINUSCA", "USG_DPKO", "USG_DFS", "USG_DPO"] }) {
    nodes { code name startsOn endsOn office { name } }
  }
}`,
  ),
];
