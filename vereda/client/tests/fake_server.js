/* A headquarters inside the page, for tests of the phone's core: keeps what a real one keeps, and fails as lines fail.
 * What it answers is checked against the real one in test_phone_and_server.py. */

const hexOf = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
const b64Of = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const utf8Of = (text) => new TextEncoder().encode(text);
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const EC = { name: "ECDSA", namedCurve: "P-256" };

globalThis.unpacked = async (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();

globalThis.makeServer = async ({ sealing, zone = "America/Matamoros", members = [], appLeast = 1 }) => {
  const pair = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  const signing = hexOf(await crypto.subtle.exportKey("spki", pair.publicKey));
  const sign = async (text) => b64Of(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, utf8Of(text)));
  const id = hexOf(await crypto.subtle.digest("SHA-256", bytesOf(sealing))).slice(0, 16);
  const fingerprint = hexOf(await crypto.subtle.digest("SHA-256", bytesOf(sealing + signing))).slice(0, 16);
  const kind = (sealed_as) => ({ version: 1, sealed_as, boxes: {} });
  const text = JSON.stringify({
    country: "mx", group: { code: "piedras-negras" }, pack: "p".repeat(64), zone, lists: {},
    kinds: { "encounters.recorded": kind("contact"), "encounters.corrected": kind("contact"), "people.person_described": kind("identity"),
      "protection.child_path": kind("screening"), "groups.patrol_checked_in": kind("contact"), "rescue.alert_received": kind("contact"),
      "rescue.team_checked_in": kind("contact"), "rescue.people_found": kind("contact") },
  });
  const hash = hexOf(await crypto.subtle.digest("SHA-256", utf8Of(text)));
  const nodesText = JSON.stringify({ serial: 1, nodes: [{ id, name: "Central", role: "headquarters", group: "", sealing, signing }] });
  const server = {
    id, fingerprint, sign, signing, pair, zone, appLeast, epoch: 1, entries: new Map(), calls: [], revoked: false, stranger: false, told: [],
    agents: [...members], live: null, codes: new Map(members.map((one) => [`CODE-${one.account}`, one])), refuse: new Map(),
    open: [], gone: [], files: new Map(), durable: 0, now: () => Date.now(), device: "", key: null, fault: () => "",
    reference: { hash, text, signature: await sign(`vereda/reference/1|${hash}`) },
    nodes: { text: nodesText, signature: await sign(`vereda/nodes/1\n${nodesText}`) },
  };
  const haveUpto = () => {
    const there = new Set([...server.entries.values()].map((one) => one.device_seq));
    let upto = 0;
    while (there.has(upto + 1)) upto += 1;
    return upto;
  };
  const contact = () => ({ epoch: server.epoch, have_upto: haveUpto(), durable_upto: server.durable });

  const take = (envelope) => {
    const refused = server.refuse.get(envelope.device_seq);
    const known = server.entries.get(envelope.id);
    if (known) return { id: envelope.id, status: known.digest === envelope.digest ? "known" : "refused", code: known.digest === envelope.digest ? "" : "logbook.entry_differs" };
    if (refused) return { id: envelope.id, status: "refused", code: refused };
    server.entries.set(envelope.id, envelope);
    return { id: envelope.id, status: server.revoked ? "quarantined" : "accepted" };
  };

  /* Only hello proves the order; `ordersAs` is another node that gives it: {id, sign}. */
  const orderFor = async (way, body) => {
    const order = { code: "access.device_revoked", order: "wipe" };
    if (way !== "hello" || server.unproved) return order;
    const by = server.ordersAs ?? server;
    return { ...order, node: by.id, proof: await by.sign(`vereda/wipe/1|${body.challenge}|${server.device}`), nodes: server.nodes };
  };

  const ways = {
    "POST enrol": async (body) => {
      if (body.code !== "K7QM-2XRD-9F") return { status: 404, json: { code: "access.code_unknown" } };
      server.device = crypto.randomUUID();
      server.key = body.public_key;
      return { status: 200, json: { device: server.device, token: "t".repeat(43), country: "mx", group: "piedras-negras", group_name: "Piedras Negras",
        zone, label: "Teléfono 1", agent: null, nodes: server.nodes, headquarters: id, expires_h: 72 } };
    },
    "POST agents": async (body) => {
      const agent = server.codes.get(body.code);
      return agent ? { status: 200, json: agent } : { status: 404, json: { code: "access.code_unknown" } };
    },
    "POST hello": async (body) => {
      const at = new Date(server.now()).toISOString();
      const proof = await sign(`vereda/hello/1|${body.challenge}|${at}|${server.device}|${server.epoch}`);
      const json = { node: id, at, proof: server.forge ? b64Of(new Uint8Array(64)) : proof, nodes: server.nodes, expires_h: 72, app_least: server.appLeast,
        reference: hash, agents: server.live ?? server.agents.map((one) => one.account), ...contact() };
      return body.app < server.appLeast ? { status: 426, json: { ...json, code: "client.app_too_old" } } : { status: 200, json };
    },
    "POST push": async (body) => ({ status: 200, json: { answers: body.entries.map(take), ...contact() } }),
    "POST last": async (body) => ({ status: 200, json: { answers: body.entries.map(take), ...contact() } }),
    "POST wiped": async () => ((server.wiped = true), { status: 200, json: {} }),
    "GET pull": async (_, query) => {
      const cursor = Number(query.get("cursor"));
      const items = server.open.slice(cursor, cursor + 2);
      const upto = cursor + items.length;
      return { status: 200, json: { epoch: server.epoch, cursor: upto, more: upto < server.open.length, items, gone: server.gone } };
    },
    "GET reference": async (_, query) => ({ status: 200, json: query.get("have") === hash ? { same: true } : server.reference }),
    "PUT files": async (bytes, query, name) => {
      const there = server.files.get(name) ?? [];
      const offset = Number(query.get("offset"));
      if (offset > there.length) return { status: 409, json: { code: "logbook.piece_out_of_place", details: { here: there.length } } };
      if (offset === there.length) server.files.set(name, [...there, ...bytes]);
      return { status: 200, json: { here: server.files.get(name).length, complete: query.get("last") === "true" } };
    },
  };

  const reply = (status, json, headers = {}) =>
    new Response(JSON.stringify(json), { status, headers: { "Content-Type": "application/json; charset=utf-8", ...headers } });

  server.handle = async (address, told) => {
    const at = new URL(address, location.origin);
    const [way, name] = at.pathname.replace("/sync/v1/", "").split("/");
    server.calls.push(`${told.method} ${way}`);
    if (server.stranger && way !== "enrol") return reply(401, { detail: "?" });
    if (server.busy) return reply(503, { code: "logbook.cannot_write_now" }, { "Retry-After": "30" });
    const body = told.headers["Content-Encoding"] === "gzip" ? JSON.parse(await unpacked(told.body))
      : told.body instanceof Uint8Array ? told.body : told.body && JSON.parse(told.body);
    if (way === "hello") server.lost = body.lost;
    if (server.lost) server.revoked = true;
    if (server.revoked && !["last", "wiped"].includes(way)) return reply(401, await orderFor(way, body));
    if (server.status?.[way]) return reply(server.status[way], { code: "logbook.entry_invalid" });
    const { status, json } = await ways[`${told.method} ${way}`](body, at.searchParams, name);
    return reply(status, json);
  };

  /* `fault` says per call what the line does: '' nothing, 'lost', 'unanswered', 'twice', 'cut', 'html', 'error'. */
  server.fetch = async (address, told) => {
    const what = server.fault(address);
    if (what === "lost") throw new TypeError("Failed to fetch");
    if (what === "html") return new Response("<html>Acepte las condiciones</html>", { headers: { "Content-Type": "text/html" } });
    if (what === "error") return reply(500, { detail: "fault" });
    const came = await server.handle(address, told);
    if (what === "twice") return server.handle(address, told);
    if (what === "unanswered") throw new TypeError("Failed to fetch");
    if (what === "cut") {
      const whole = await came.text();
      return new Response(whole.slice(0, Math.floor(whole.length / 2)), { headers: { "Content-Type": "application/json" } });
    }
    return came;
  };
  return server;
};
