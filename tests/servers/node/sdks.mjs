// Makes the calls that both the providers' own SDKs for Node.js and the specs of the catalogue know, and prints a line of JSON for
// each, like the Python package `catalogue` beside it.
//
//     node sdks.mjs '{"https://api.github.com": "http://127.0.0.1:4000/github/base", …}'

import { readFileSync } from "node:fs";

import { github } from "./github.mjs";
import { notion } from "./notion.mjs";
import { spotify } from "./spotify.mjs";
import { Wire } from "./wire.mjs";

const wire = new Wire(JSON.parse(process.argv[2]));
wire.catch();
for (const { provider, sdk, rows } of [...github(wire), notion(), spotify(wire)]) {
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${sdk}/package.json`, import.meta.url)));
  for (const [call, endpoints, make, fit = {}] of rows) {
    wire.sent = [];
    wire.fit = fit;
    const error = await Promise.resolve().then(make).then(() => null, (error) => `${error}`);
    console.log(JSON.stringify({ provider, sdk, version, call, endpoints, requests: wire.sent, error }));
  }
}
