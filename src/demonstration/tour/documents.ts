/** What the tour asks, beside what each reader sees. */
export const CODES = `query ($offices: [String!], $posts: [String!]) {
  offices(first: 10, filter: { codes: $offices }) { nodes { id } }
  posts(first: 10, filter: { codes: $posts }) { nodes { id } }
}`;

export const PREVIEW = `mutation ($input: ProposeCirculationInput!) {
  previewCirculation(input: $input) {
    gains { person { name } portal { name } parts { id } }
    withheld { person { name } portal { name } parts { id } paragraph }
  }
}`;

export const PROPOSE = `mutation ($input: ProposeCirculationInput!) {
  proposeCirculation(input: $input) { circulation { id digest state } }
}`;

export const SIGN = `mutation ($input: SignCirculationInput!) {
  signCirculation(input: $input) { circulation { id digest state } }
}`;

export const REVOKE = `mutation ($input: RevokeCirculationInput!) {
  revokeCirculation(input: $input) { circulation { id digest state } }
}`;

export const RECEIVED = `query ($id: ID!) {
  node(id: $id) {
    ... on Circulation { recipients { ... on Post { code } ... on Office { code } } signatures { id: signedAt } digest }
  }
}`;
