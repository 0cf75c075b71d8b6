// Starts the app: the module that the address asks for now, and each other one when it is first asked for. A file of
// its own, because the page's content security policy forbids inline scripts. The build writes the names of the first
// module's compiled files, which change with their content, into the script tag.

const at = (name) => new URL(name, document.baseURI).href;
const MODULES = {
  bench: document.querySelector("script[data-wasm]").dataset,
  study: { js: "study.js", wasm: "study_bg.wasm" },
};
const boot = document.getElementById("boot");
const prepared = new Set();
const started = {};

const moduleOf = (hash) => (/^#study(\/|$)/.test(hash) ? "study" : "bench");
const asked = () => moduleOf(location.hash);

// What a module needs begins to come, and what it will ask for first.
function prepare(name) {
  if (prepared.has(name)) return;
  prepared.add(name);
  const { js, wasm } = MODULES[name];
  const ahead = (hints) => document.head.append(Object.assign(document.createElement("link"), hints));
  ahead({ rel: "modulepreload", href: at(js) });
  ahead({ rel: "preload", as: "fetch", crossOrigin: "anonymous", href: at(wasm) });
  // Who asks for them hears of a failure.
  if (name === "study") globalThis.shardscope.questions().catch(() => {});
}

// The simulator's style sheets are disabled until it is asked for, and not loaded before. Those of the study pages are
// small, and there from the start: to bring them in later would make the browser style everything again.
function dress(name) {
  const links = [...document.querySelectorAll(`link.of-${name}`)].filter((link) => link.disabled);
  return Promise.all(links.map((link) => new Promise((loaded) => {
    link.onload = link.onerror = loaded;
    link.disabled = false;
  })));
}

async function load(path) {
  const answer = await fetch(at(path));
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  return answer;
}

// Compiles while it comes, and before the script that uses it is there. Not every host names the type.
async function compile(path) {
  const answer = await load(path);
  const streams = answer.headers.get("Content-Type")?.startsWith("application/wasm");
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

async function start(name) {
  const { js, wasm } = MODULES[name];
  const dressed = dress(name);
  prepare(name);
  const compiled = compile(wasm);
  // Should the script fail first, this is not a failure of its own.
  compiled.catch(() => {});
  const { default: init } = await import(at(js));
  await Promise.all([init({ module_or_path: await compiled }), dressed]);
}

// Shows one module's page and nothing else; the outline of what comes, where it names none.
function shown(name) {
  if (name) boot.remove();
  else document.body.prepend(boot);
  for (const place of Object.keys(MODULES)) document.getElementById(place).hidden = place !== name;
}

async function show() {
  const name = asked();
  // Long enough that a quick change does not flicker.
  const slow = setTimeout(outline, 150, name);
  try {
    started[name] ??= start(name);
    await started[name];
  } finally {
    clearTimeout(slow);
  }
  if (name === asked()) shown(name);
}

function outline(name) {
  if (name !== asked()) return;
  document.documentElement.dataset.opens = name;
  shown(null);
}

// What our modules ask for (`src/web/boot.rs`).
let questions = null;
globalThis.shardscope = {
  questions() {
    questions ??= load("bank.txt").then((answer) => answer.arrayBuffer()).catch((error) => {
      questions = null;
      throw error;
    });
    return questions;
  },
  async drawer() {
    const [module, compiled] = await Promise.all([import(at("draw.js")), compile("draw_bg.wasm")]);
    await module.default({ module_or_path: compiled });
    return module.draw;
  },
};

function fail(error) {
  boot.replaceChildren(document.getElementById("boot-failed").content.cloneNode(true));
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
