// oidc-provider, a certified authorization server, on loopback: it rotates refresh tokens, and ends a login when one that
// was replaced comes again. Used by session_oidc_provider.rs, which kills and restarts it.
//
//   node server.mjs PORT DIRECTORY
//
// DIRECTORY keeps what survives a restart, and a line for each thing that happened in `log`.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, directory] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const log = (event) => appendFileSync(`${directory}/log`, `${event}\n`);

// What the provider keeps. Written as a whole at each change, so that a killed server loses nothing that it has answered.
const file = `${directory}/data.json`;
const records = new Map(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
function write() {
  writeFileSync(`${file}.new`, JSON.stringify([...records]));
  renameSync(`${file}.new`, file);
}

class Adapter {
  constructor(model) {
    this.key = (id) => `${model}:${id}`;
  }

  async upsert(id, payload, expiresIn) {
    records.set(this.key(id), { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : null });
    write();
  }

  async find(id) {
    const found = records.get(this.key(id));
    return found && (found.expires === null || Date.now() < found.expires) ? found.payload : undefined;
  }

  async findByUserCode() {}

  async findByUid() {}

  async consume(id) {
    records.get(this.key(id)).payload.consumed = Math.floor(Date.now() / 1000);
    write();
  }

  async destroy(id) {
    records.delete(this.key(id));
    write();
  }

  async revokeByGrantId(grantId) {
    for (const [key, { payload }] of records) if (payload.grantId === grantId) records.delete(key);
    write();
  }
}

const provider = new Provider(issuer, {
  adapter: Adapter,
  clients: [
    {
      client_id: 'app',
      client_secret: 'cs_example_1',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['https://app.example/callback'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['example'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  rotateRefreshToken: true,
  scopes: ['openid', 'offline_access'],
  ttl: { AccessToken: 3, Grant: 3600, IdToken: 60, RefreshToken: 3600 },
});
provider.on('grant.success', () => log('renewed'));
provider.on('grant.error', (_, error) => log(`refused ${error.error_detail ?? error.error_description ?? error.message}`));
provider.on('server_error', (_, error) => log(`failed ${error.stack}`));

/// What a person's consent in a browser would lead to.
async function logIn() {
  const grant = new provider.Grant({ accountId: 'ada', clientId: 'app' });
  grant.addOIDCScope('openid offline_access');
  const token = new provider.RefreshToken({
    accountId: 'ada',
    authTime: Math.floor(Date.now() / 1000),
    claims: {},
    client: await provider.Client.find('app'),
    grantId: await grant.save(),
    gty: 'authorization_code',
    rotations: 0,
    scope: 'openid offline_access',
  });
  log('login');
  return token.save();
}

/// What happens to the next token requests, one word each: `reset` before the request is looked at, `busy` (503), or `lost`,
/// the answer. Set by `POST /faults`.
let faults = [];

function injured(request, response) {
  log('request');
  switch (faults.shift()) {
    case 'reset':
      log('reset');
      request.socket.resetAndDestroy();
      return true;
    case 'busy':
      response.writeHead(503, { 'retry-after': '1' }).end();
      return true;
    case 'lost':
      response.end = () => {
        log('lost');
        request.socket.resetAndDestroy();
      };
      return false;
    default:
      return false;
  }
}

async function text(request) {
  let body = '';
  for await (const piece of request) body += piece;
  return body;
}

const oidc = provider.callback();
createServer(async (request, response) => {
  if (request.url === '/login') return response.end(await logIn());
  if (request.url === '/faults') {
    faults = (await text(request)).split(' ').filter(Boolean);
    return response.end();
  }
  if (request.url === '/token' && injured(request, response)) return undefined;
  return oidc(request, response);
}).listen(port, '127.0.0.1', () => log('listening'));
