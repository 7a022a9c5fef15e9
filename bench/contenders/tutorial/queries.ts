import type { Read } from "../../asking/reads";

/** The reads as the tutorial's registry is asked for them. */
export const QUERIES: Readonly<Record<Read, string>> = {
  Q1: `query Q1($symbol: String!) {
    report(symbol: $symbol) {
      symbol title submittedOn level
      findings(first: 50) { label text area risk level }
      recommendations(first: 50) { label text area targetOn decision status }
    }
  }`,
  Q2: `query Q2 {
    reports(first: 20) { symbol title submittedOn findings(first: 5) { label text } recommendations(first: 5) { label text } }
  }`,
  Q3: `query Q3($mission: String!, $area: String!) {
    findings(mission: $mission, area: $area, first: 50) { label text risk report { symbol } }
  }`,
  Q4: `query Q4($status: String!) {
    recommendations(status: $status, first: 20) { count nodes { label text targetOn status } }
  }`,
  Q5: `query Q5($after: String) { reports(first: 20, after: $after) { symbol title submittedOn } }`,
  Q6: `query Q6($word: String!) { search(words: $word, first: 20) { label text } }`,
};
