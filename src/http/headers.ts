/** On every answer, whatever it is: nobody keeps it, and nothing in it is run. */
export const HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store, private",
  Vary: "Authorization, Origin, Accept",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** In production the registry stands behind TLS, and browsers shall not try without. */
export const PRODUCTION_HEADERS: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
};

/** Pages of the demonstration run their own scripts and ask their own origin. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
