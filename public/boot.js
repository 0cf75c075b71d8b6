// Starts the app: the module that the address asks for now, and each other one when it is first asked for. A file of
// its own, because the page's content security policy forbids inline scripts. The build writes the names of the first
// module's compiled files, which change with their content, into the script tag.

const at = (name) => new URL(name, document.baseURI).href;
const MODULES = {
  bench: document.querySelector("script[data-wasm]").dataset,
  study: { js: "study.js", wasm: "study_bg.wasm", first: "bank.json" },
};
const prepared = new Set();
const started = {};

const moduleOf = (hash) => (/^#study(\/|$)/.test(hash) ? "study" : "bench");
const asked = () => moduleOf(location.hash);

// What a module needs, and what it will ask for first, begin to come.
function prepare(name) {
  if (prepared.has(name)) return;
  prepared.add(name);
  const { js, wasm, first } = MODULES[name];
  const ahead = (hints) => document.head.append(Object.assign(document.createElement("link"), hints));
  ahead({ rel: "modulepreload", href: at(js) });
  for (const path of [wasm, first].filter(Boolean)) {
    ahead({ rel: "preload", as: "fetch", crossOrigin: "anonymous", href: at(path) });
  }
}

// Style sheets of a module are disabled until it is asked for, and not loaded before.
function dress(name) {
  const links = [...document.querySelectorAll(`link.of-${name}`)].filter((link) => link.disabled);
  return Promise.all(links.map((link) => new Promise((loaded) => {
    link.onload = link.onerror = loaded;
    link.disabled = false;
  })));
}

async function start(name) {
  const { js, wasm } = MODULES[name];
  const dressed = dress(name);
  prepare(name);
  const compiled = fetch(at(wasm));
  // Should the script fail first, this is not a failure of its own.
  compiled.catch(() => {});
  const { default: init } = await import(at(js));
  await Promise.all([init({ module_or_path: compiled }), dressed]);
}

async function show() {
  const name = asked();
  started[name] ??= start(name);
  await started[name];
  if (name !== asked()) return;
  document.getElementById("boot")?.remove();
  for (const place of Object.keys(MODULES)) document.getElementById(place).hidden = place !== name;
}

// Modules that a page of ours asks for when it needs them (`src/web/drawer.rs`).
globalThis.shardscope = {
  async drawer() {
    const module = await import(at("draw.js"));
    await module.default({ module_or_path: fetch(at("draw_bg.wasm")) });
    return module.draw;
  },
};

function fail(error) {
  const boot = document.createElement("div");
  boot.id = "boot";
  boot.append(document.getElementById("boot-failed").content.cloneNode(true));
  boot.querySelector("[data-reason]").textContent = String(error?.message ?? error);
  // The app may have drawn half a page: what it left must not look like an answer.
  document.body.replaceChildren(boot);
  console.error("Shardscope could not start:", error);
}

// Who points at a link to another module, or touches it, is about to open it.
for (const kind of ["pointerover", "pointerdown", "focusin"]) {
  addEventListener(kind, ({ target }) => {
    const link = target.closest?.("a[href^='#']");
    if (link && !navigator.connection?.saveData) prepare(moduleOf(link.hash));
  }, { passive: true });
}

addEventListener("hashchange", () => {
  const here = Object.keys(MODULES).find((place) => !document.getElementById(place)?.hidden);
  if (here !== asked()) show().then(() => scrollTo(0, 0), fail);
});
show().catch(fail);
