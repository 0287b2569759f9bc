import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";

import { createAppAuth } from "@octokit/auth-app";
import * as oauth from "@octokit/oauth-methods";
import { request } from "@octokit/request";

// The endpoints of OAuth take JSON, too, and the pages say forms. The headers are those that the pages recommend.
const VERSION = { "x-github-api-version": "2022-11-28" };
const FORM = { form: true, headers: VERSION };
const REST = { headers: { ...VERSION, accept: "application/vnd.github+json" } };

export function github(wire) {
  const app = { clientType: "github-app", clientId: "Iv1.example" };
  const secret = { ...app, clientSecret: "cs_example_1" };
  const code = { code: "code_example_1", redirectUrl: "https://app.example/back" };
  const page = { clientType: "oauth-app", clientId: "Iv1.example", redirectUrl: code.redirectUrl, scopes: ["repo"], state: "state_1" };
  const device = { clientType: "oauth-app", clientId: "Iv1.example" };
  const auth = createAppAuth({ appId: "Iv1.example", privateKey: privateKey() });
  const installation = { type: "installation", installationId: 1, repositoryNames: ["acme"], permissions: { contents: "read" } };
  const token = { ...secret, token: "ghu_example_1" };
  const bearer = (token) => ({ headers: { authorization: `bearer ${token}` } });
  const grants = [
    ["getWebFlowAuthorizationUrl", ["authorize"], () => wire.visit(oauth.getWebFlowAuthorizationUrl(page).url)],
    ["exchangeWebFlowCode", ["exchange_code"], () => oauth.exchangeWebFlowCode({ ...secret, ...code }), { ...FORM, add: { code_verifier: "verifier_example_1" } }],
    ["refreshToken", ["renew"], () => oauth.refreshToken({ ...secret, refreshToken: "ghr_example_1" }), FORM],
    ["createDeviceCode", ["request_device_code"], () => oauth.createDeviceCode({ ...device, scopes: ["repo", "gist"] }), FORM],
    ["exchangeDeviceCode", ["poll"], () => oauth.exchangeDeviceCode({ ...device, code: "device_example_1" }), FORM],
    ["checkToken", ["check_token"], () => oauth.checkToken(token), REST],
    ["deleteToken", ["delete_token"], () => oauth.deleteToken(token), REST],
  ];
  const apps = [
    ["createAppAuth(app)", ["get_app"], () => request.defaults({ request: { hook: auth.hook } })("GET /app"), REST],
    ["createAppAuth(installation)", ["create_installation_token"], () => auth(installation), REST],
  ];
  const calls = [
    ["request(GET /installation/repositories)", ["list_repositories"], () => request("GET /installation/repositories", bearer("ghs_example_1")), REST],
    ["request(DELETE /installation/token)", ["delete_installation_token"], () => request("DELETE /installation/token", bearer("ghs_example_1")), REST],
    ["request(GET /user)", ["get_user"], () => request("GET /user", bearer("ghp_example_1")), REST],
  ];
  const sdk = (name, rows) => ({ provider: "github", sdk: `@octokit/${name}`, rows });
  return [sdk("oauth-methods", grants), sdk("auth-app", apps), sdk("request", calls)];
}

// The key in the spec, from JWK to PEM.
function privateKey() {
  const spec = readFileSync(new URL("../../../specs/catalogue/github.yaml", import.meta.url), "utf8");
  const [, jwk] = /private_key: '(\{.*\})'/.exec(spec);
  return createPrivateKey({ key: JSON.parse(jwk), format: "jwk" }).export({ type: "pkcs8", format: "pem" });
}
