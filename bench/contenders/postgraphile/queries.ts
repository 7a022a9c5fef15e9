import type { Read } from "../../asking/reads";

/** The reads as PostGraphile is asked for them. */
export const QUERIES: Readonly<Record<Read, string>> = {
  Q1: `query Q1($symbol: String!) {
    report: reportBySymbol(symbol: $symbol) {
      symbol title submittedOn level
      findings(first: 50, orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { label text area risk level } }
      recommendations(first: 50, orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { label text area targetOn decision implementation } }
    }
  }`,
  Q2: `query Q2 {
    reports: allReports(first: 20, orderBy: [LISTED_ON_DESC, ROW_ID_DESC]) {
      nodes {
        symbol title submittedOn
        findings(first: 5, orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { label text } }
        recommendations(first: 5, orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { label text } }
      }
    }
  }`,
  Q3: `query Q3($mission: String!, $area: String!) {
    findings: findingsAbout(mission: $mission, area: $area, first: 50) { nodes { label text risk report { symbol } } }
  }`,
  Q4: `query Q4($status: String!) {
    count: recommendationsByStatusCount(status: $status)
    recommendations: recommendationsByStatus(status: $status, first: 20) { nodes { label text targetOn implementation } }
  }`,
  Q5: `query Q5($after: Cursor) {
    reports: allReports(first: 20, after: $after, orderBy: [LISTED_ON_DESC, ROW_ID_DESC]) { nodes { symbol title submittedOn } }
  }`,
  Q6: `query Q6($word: String!) { parts: searchParts(words: $word, first: 20) { nodes { label text } } }`,
};

/** The cursor of the report that comes after so many. */
export const CURSOR_AT = `query CursorAt($offset: Int!) {
  reports: allReports(first: 1, offset: $offset, orderBy: [LISTED_ON_DESC, ROW_ID_DESC]) { pageInfo { endCursor } }
}`;
