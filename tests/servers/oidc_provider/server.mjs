// oidc-provider, a certified authorization server, on loopback, with what `tests/conformance.rs` needs: every way in which a client
// proves who it is, pushed and signed authorization requests, DPoP with nonces, the device grant, and the FAPI 2.0 security profile.
//
//   node server.mjs CERTIFICATES
//
// It listens on a free port, which it prints, and believes that it is https://op.example.
import { X509Certificate, createPublicKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

const [certificates] = process.argv.slice(2);
const pem = (name) => readFileSync(`${certificates}/${name}.pem`, 'utf8');
const jwk = (name) => JSON.parse(readFileSync(`${certificates}/${name}.jwk`, 'utf8'));
const issuer = 'https://op.example';
const back = 'https://app.example/back';

const publicHalf = ({ d, ...rest }) => rest;
const assertion = { jwks: { keys: [{ ...publicHalf(jwk('assertion')), kid: 'k1', use: 'sig', alg: 'ES256' }] } };
const certificate = new X509Certificate(pem('client'));
const registered = {
  jwks: { keys: [{ ...createPublicKey(pem('client')).export({ format: 'jwk' }), x5c: [certificate.raw.toString('base64')] }] },
};
const subject = { tls_client_auth_subject_dn: 'CN=client-tls,O=Example' };

const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
const person = { grant_types: ['authorization_code', 'refresh_token'], redirect_uris: [back], response_types: ['code'] };
const device = { grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'], redirect_uris: [], response_types: [] };
const es256 = { token_endpoint_auth_signing_alg: 'ES256', ...assertion };
const pushed = { require_pushed_authorization_requests: true };
const secret = 'cs_example_0123456789_0123456789_0123456789';
const method = (token_endpoint_auth_method) => ({ token_endpoint_auth_method });

const clients = [
  { client_id: 'machine basic', client_secret: 'cs example:+%/', ...machine, ...method('client_secret_basic') },
  { client_id: 'machine-post', client_secret: secret, ...machine, ...method('client_secret_post') },
  { client_id: 'machine-secret-jwt', client_secret: secret, ...machine, ...method('client_secret_jwt') },
  { client_id: 'machine-key-jwt', ...machine, ...es256, ...method('private_key_jwt') },
  { client_id: 'machine-tls', ...machine, ...subject, tls_client_certificate_bound_access_tokens: true, ...method('tls_client_auth') },
  { client_id: 'machine-own-tls', ...machine, ...registered, tls_client_certificate_bound_access_tokens: true, ...method('self_signed_tls_client_auth') },
  { client_id: 'machine-dpop', ...machine, ...es256, dpop_bound_access_tokens: true, ...method('private_key_jwt') },
  { client_id: 'person-basic', client_secret: secret, ...person, ...method('client_secret_basic') },
  { client_id: 'person-none', ...person, ...method('none') },
  { client_id: 'person-signed', ...person, ...es256, ...pushed, request_object_signing_alg: 'ES256', ...method('private_key_jwt') },
  { client_id: 'device-none', ...device, ...method('none') },
  { client_id: 'fapi-dpop', ...person, ...es256, ...pushed, dpop_bound_access_tokens: true, ...method('private_key_jwt') },
  { client_id: 'fapi-tls', ...person, ...subject, ...pushed, tls_client_certificate_bound_access_tokens: true, ...method('tls_client_auth') },
];

/// The certificate that a connection has shown.
const shown = (ctx) => ctx.socket.getPeerX509Certificate();
const lines = (dn) => dn.split(/[\n,]/).map((part) => part.trim()).sort().join();

const provider = new Provider(issuer, {
  clients,
  clientAuthMethods: [
    'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none', 'tls_client_auth',
    'self_signed_tls_client_auth',
  ],
  cookies: { keys: ['example'] },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    deviceFlow: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    fapi: { enabled: true, profile: (_, client) => (client?.clientId.startsWith('fapi-') ? '2.0' : undefined) },
    introspection: { enabled: true },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      selfSignedTlsClientAuth: true,
      tlsClientAuth: true,
      getCertificate: shown,
      certificateAuthorized: (ctx) => ctx.socket.authorized,
      certificateSubjectMatches: (ctx, _, expected) => lines(shown(ctx).subject) === lines(expected),
    },
    pushedAuthorizationRequests: { enabled: true },
    requestObjects: { request: true, requestUri: false, mode: 'strict' },
    revocation: { enabled: true },
  },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  rotateRefreshToken: true,
  scopes: ['openid', 'offline_access', 'jobs'],
  ttl: { AccessToken: 600, ClientCredentials: 600, DeviceCode: 60, Grant: 3600, IdToken: 60, Interaction: 60, RefreshToken: 3600, Session: 60 },
});
// For who reads why a request was refused.
const report = (what) => (ctx, error) => console.error(what, ctx?.path, error.error, error.error_detail ?? error.error_description ?? error.stack);
for (const event of ['grant', 'authorization', 'pushed_authorization_request', 'revocation', 'introspection', 'userinfo', 'discovery', 'device_authorization']) {
  provider.on(`${event}.error`, report(event));
}
provider.on('server_error', report('server'));

/// What a person who agrees to everything does on the pages of the provider.
async function agree(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/// What a person who enters the code of a device does, and agrees.
async function enter(userCode) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''));
  const grant = new provider.Grant({ accountId: 'ada', clientId: code.clientId });
  grant.addOIDCScope(code.params.scope);
  const granted = { accountId: 'ada', authTime: Math.floor(Date.now() / 1000), claims: {}, grantId: await grant.save(), scope: code.params.scope };
  Object.assign(code, granted);
  await code.save();
}

const oidc = provider.callback();
const tls = { key: pem('server.key'), cert: pem('server'), ca: pem('client'), requestCert: true, rejectUnauthorized: false };
const server = createServer(tls, async (request, response) => {
  try {
    const url = new URL(request.url, issuer);
    if (url.pathname.startsWith('/interaction/')) return await agree(request, response);
    if (url.pathname === '/enter') return response.end(`${await enter(url.searchParams.get('user_code'))}`);
    return oidc(request, response);
  } catch (error) {
    console.error(error);
    return response.writeHead(500).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
// It ends with the test that started it.
process.stdin.on('end', () => process.exit()).resume();
