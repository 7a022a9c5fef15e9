/* Runs in the browser: shows GraphiQL, and asks as the account that is chosen. Tokens live in this page's memory only. */
(function () {
  "use strict";

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const choice = document.getElementById("account");
  const state = document.getElementById("state");

  /* Some acts want an authentication of the last five minutes: a token is asked for anew before that. */
  const FRESH_FOR = 4 * 60 * 1000;
  let held;

  function token() {
    const account = choice.value;
    if (!held || held.account !== account || Date.now() - held.askedAt > FRESH_FOR) {
      held = { account, askedAt: Date.now(), token: askForToken(account) };
      held.token.catch(() => (held = undefined));
    }
    return held.token;
  }

  async function askForToken(account) {
    const body = new URLSearchParams({ grant_type: settings.grant, client_id: settings.client, account });
    const response = await fetch(settings.tokenAddress, { method: "POST", body });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error_description);
    return answer.access_token;
  }

  async function fetcher(request, options) {
    const headers = {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
      ...(options && options.headers),
      Authorization: `Bearer ${await token()}`,
    };
    const response = await fetch(settings.endpoint, { method: "POST", headers, body: JSON.stringify(request) });
    return response.json();
  }

  function listAccounts() {
    const groups = { PERSON: "Persons", PORTAL: "Portals" };
    for (const [kind, label] of Object.entries(groups)) {
      const group = Object.assign(document.createElement("optgroup"), { label });
      for (const { account, description } of settings.accounts.filter((one) => one.kind === kind)) {
        group.append(
          Object.assign(document.createElement("option"), {
            value: account,
            textContent: `${account}: ${description}`,
          }),
        );
      }
      if (group.children.length > 0) choice.append(group);
    }
  }

  async function showState() {
    state.textContent = "";
    try {
      await token();
    } catch (failure) {
      state.textContent = `No token: ${failure.message}`;
    }
  }

  /* What GraphiQL would keep in the browser between visits, it keeps until the page is closed. */
  function memory() {
    const kept = new Map();
    return {
      getItem: (name) => (kept.has(name) ? kept.get(name) : null),
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
      clear: () => kept.clear(),
      get length() {
        return kept.size;
      },
    };
  }

  function defaultTabs() {
    return settings.examples.map(({ query, variables }) => ({
      query,
      variables: variables === undefined ? undefined : JSON.stringify(variables, null, 2),
    }));
  }

  listAccounts();
  choice.addEventListener("change", showState);
  void showState();
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, {
      fetcher,
      storage: memory(),
      defaultTabs: defaultTabs(),
      shouldPersistHeaders: false,
      isHeadersEditorEnabled: false,
      defaultEditorToolsVisibility: true,
    }),
  );
})();
