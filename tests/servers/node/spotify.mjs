import { AuthorizationCodeWithPKCEStrategy, SpotifyApi } from "@spotify/web-api-ts-sdk";

const BACK = "https://app.example/back";

export function spotify(wire) {
  const app = SpotifyApi.withClientCredentials("app_2", "cs_example_2");
  const strategy = new AuthorizationCodeWithPKCEStrategy("app_1", BACK, ["user-read-email"]);
  const ended = { access_token: "at_example_1", token_type: "Bearer", expires_in: 3600, expires: 1, refresh_token: "rt_example_1" };
  const rows = [
    ["AuthorizationCodeWithPKCEStrategy (page)", ["authorize"], async () => wire.visit(await strategy.generateRedirectUrlForUser(["user-read-email"], "challenge_1"))],
    ["AuthorizationCodeWithPKCEStrategy (code)", ["exchange_code"], () => strategy.exchangeCodeForToken("code_example_1", "verifier_example_1")],
    ["withAccessToken, currentUser.profile", ["renew", "get_me"], () => SpotifyApi.withAccessToken("app_1", ended).currentUser.profile()],
    ["withClientCredentials, artists.get", ["create_token", "get_artist"], () => app.artists.get("a_1"), { drop: ["scope"] }],
  ];
  return { provider: "spotify", sdk: "@spotify/web-api-ts-sdk", rows };
}
