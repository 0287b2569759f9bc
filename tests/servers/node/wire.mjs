// Keeps the requests of SDKs as they are sent, and sends them to the mock server instead of the real hosts.

export class Wire {
  // `hosts` has the URL of each host of the specs, and where the mock server plays it.
  constructor(hosts) {
    this.hosts = Object.entries(hosts).sort(([one], [other]) => other.length - one.length);
    this.sent = [];
    this.fit = {};
  }

  // Keeps a request, and returns where it is sent instead.
  keep(method, url, headers, body) {
    this.sent.push({ method, url, headers: [...headers], body });
    const found = this.hosts.find(([real]) => url === real || url.startsWith(`${real}/`) || url.startsWith(`${real}?`));
    if (!found) throw new Error(`no host of the specs begins ${url}`);
    const [real, mock] = found;
    return mock + url.slice(real.length);
  }

  // Keeps the URL of a page that a browser would visit.
  visit(url) {
    this.keep("GET", url, [], "");
  }

  // Makes the request as the spec has it, where `fit` says how. The kept request has the difference.
  fitted(headers, body) {
    const { headers: own = {}, drop = [], add = {}, form = false } = this.fit;
    Object.entries(own).forEach(([name, value]) => headers.set(name, value));
    if (!body || (!drop.length && !Object.keys(add).length && !form)) return body;
    const isJson = body.startsWith("{");
    const members = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    drop.forEach((name) => delete members[name]);
    Object.assign(members, add);
    if (isJson && !form) return JSON.stringify(members);
    headers.set("content-type", "application/x-www-form-urlencoded");
    return new URLSearchParams(members).toString();
  }

  // Catches whatever is sent by fetch from now on.
  catch() {
    const send = globalThis.fetch;
    globalThis.fetch = async (url, options = {}) => {
      const request = new Request(url, options);
      const headers = new Headers(request.headers);
      const body = await request.text();
      const at = this.keep(request.method, request.url, headers, body);
      const content = this.fitted(headers, body);
      return send(at, { method: request.method, headers, ...(content && { body: content }) });
    };
  }
}
