import { Client } from "@notionhq/client";

export function notion() {
  const app = { client_id: "app_1", client_secret: "cs_example_1" };
  const code = { grant_type: "authorization_code", code: "code_example_1", redirect_uri: "https://app.example/back" };
  const renewal = { grant_type: "refresh_token", refresh_token: "nrt_example_1" };
  const anyone = new Client({ retry: false });
  const bot = new Client({ auth: "ntn_example_9", retry: false });
  const rows = [
    ["oauth.token(code)", ["exchange_code"], () => anyone.oauth.token({ ...app, ...code })],
    ["oauth.token(refresh_token)", ["renew"], () => anyone.oauth.token({ ...app, ...renewal })],
    ["oauth.introspect", ["introspect"], () => anyone.oauth.introspect({ ...app, token: "ntn_example_1" })],
    ["oauth.revoke", ["revoke"], () => anyone.oauth.revoke({ ...app, token: "ntn_example_1" })],
    ["users.me", ["get_bot"], () => bot.users.me({})],
    ["search", ["search"], () => bot.search({ query: "rockets" })],
  ];
  return { provider: "notion", sdk: "@notionhq/client", rows };
}
