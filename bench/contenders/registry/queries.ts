import type { Read } from "../../asking/reads";

/** The reads as the registry is asked for them. */
export const QUERIES: Readonly<Record<Read, string>> = {
  Q1: `query Q1($symbol: String!) {
    report(symbol: $symbol) {
      symbol title submittedOn marking { level }
      findings(first: 50) { nodes { label text area risk marking { level } } }
      recommendations(first: 50) { nodes { label text area targetOn decision implementation { status } } }
    }
  }`,
  Q2: `query Q2 {
    reports(first: 20) {
      nodes {
        symbol title submittedOn
        findings(first: 5) { nodes { label text } }
        recommendations(first: 5) { nodes { label text } }
      }
    }
  }`,
  Q3: `query Q3($mission: String!, $area: Area!) {
    findings(first: 50, filter: { missions: [$mission], areas: [$area] }) { nodes { label text risk report { symbol } } }
  }`,
  Q4: `query Q4($status: ImplementationStatus!) {
    recommendations(first: 20, filter: { statuses: [$status] }) {
      totalCount totalCountAbove nodes { label text targetOn implementation { status } }
    }
  }`,
  Q5: `query Q5($after: String) { reports(first: 20, after: $after) { nodes { symbol title submittedOn } } }`,
  Q6: `query Q6($word: String!) { search(first: 20, text: $word) { nodes { label text } } }`,
};
